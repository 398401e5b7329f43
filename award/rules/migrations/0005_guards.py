"""What cannot be walked back."""

from django.db import migrations

from award.rules.sql import erasing, freezing, standing


class Migration(migrations.Migration):
    dependencies = [
        ("rules", "0004_versions"),
        ("programme", "0005_one_line"),
        ("people", "0005_needs_in_words"),
        ("log", "0003_organisation"),
        ("mail", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(freezing.MAKE, freezing.UNMAKE),
        migrations.RunSQL(standing.MAKE, standing.UNMAKE),
        migrations.RunSQL(erasing.MAKE, erasing.UNMAKE),
    ]
