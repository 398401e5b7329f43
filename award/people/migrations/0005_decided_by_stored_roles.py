"""Roles count from when they are given; proposals are decided by the roles that are stored."""

from django.db import migrations

from award.people.sql import deciding, roles, seniority


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_proposals_are_emptied"),
        ("log", "0003_who_serves"),
        ("programme", "0008_seniority_kept"),
    ]

    operations = [
        migrations.RunSQL(roles.MAKE, roles.UNMAKE),
        migrations.RunSQL(deciding.MAKE, deciding.UNMAKE),
        migrations.RunSQL(seniority.MAKE, seniority.UNMAKE),
    ]
