"""The line of whoever takes part is erased from a result by nobody who serves."""

from django.db import migrations

from voting.results.sql.names import NAMED, UNDO_NAMED


class Migration(migrations.Migration):
    dependencies = [
        ("results", "0009_one_version_on_each_act"),
        ("log", "0003_who_serves"),
        ("nominations", "0007_codes_are_stored_nowhere"),
    ]

    operations = [migrations.RunSQL(NAMED, UNDO_NAMED)]
