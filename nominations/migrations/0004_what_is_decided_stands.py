"""Entries of a round that has opened stand; what two people decide about a finalist carries their decision."""

from django.db import migrations

from nominations.sql import decided, entries


class Migration(migrations.Migration):
    dependencies = [("nominations", "0003_guards"), ("people", "0005_decided_by_stored_roles")]

    operations = [
        migrations.RunSQL(entries.MAKE, entries.UNMAKE),
        migrations.RunSQL(decided.MAKE, decided.UNMAKE),
    ]
