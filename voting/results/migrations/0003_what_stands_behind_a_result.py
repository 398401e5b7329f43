"""A version of a result has something sealed or decided behind it."""

from django.db import migrations

from voting.results.sql import empty_rounds, versions


class Migration(migrations.Migration):
    dependencies = [
        ("results", "0002_guards"),
        ("log", "0003_who_serves"),
        ("people", "0005_decided_by_stored_roles"),
        ("nominations", "0003_guards"),
        ("ballots", "0002_guards"),
    ]

    operations = [
        migrations.RunSQL(versions.MAKE, versions.UNMAKE),
        migrations.RunSQL(empty_rounds.MAKE, empty_rounds.UNMAKE),
    ]
