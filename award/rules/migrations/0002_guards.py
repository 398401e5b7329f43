"""What cannot be walked back."""

from django.db import migrations

from award.rules.sql import erasing, freezing, unmovable


class Migration(migrations.Migration):
    dependencies = [("rules", "0001_initial"), ("programme", "0002_guards"), ("people", "0002_guards"), ("log", "0002_guards"), ("mail", "0001_initial")]

    operations = [
        migrations.RunSQL(freezing.MAKE, freezing.UNMAKE),
        migrations.RunSQL(unmovable.MAKE, unmovable.UNMAKE),
        migrations.RunSQL(erasing.MAKE, erasing.UNMAKE),
    ]
