"""Names lie apart from what is sealed, where the owner's function can erase them."""

from django.db import migrations

from voting.results.sql import motivations, names


class Migration(migrations.Migration):
    dependencies = [("results", "0001_initial"), ("log", "0002_guards")]

    operations = [
        migrations.RunSQL(names.MAKE, names.UNMAKE),
        migrations.RunSQL(motivations.MAKE, motivations.UNMAKE),
    ]
