"""Frozen rules become what was proposed; ended mail goes with its edition."""

from django.db import migrations

from award.rules.sql import erasing, proposed


class Migration(migrations.Migration):
    dependencies = [
        ("rules", "0002_guards"),
        ("log", "0003_who_serves"),
        ("people", "0005_decided_by_stored_roles"),
    ]

    operations = [
        migrations.RunSQL(proposed.MAKE, proposed.UNMAKE),
        migrations.RunSQL(erasing.WITH_ENDED_MAIL, erasing.WITHOUT_ENDED_MAIL),
    ]
