"""What was proposed stands, and is decided once; a role is given or taken away, not changed."""

from django.db import migrations

from award.people import guards


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RunSQL(guards.PROPOSALS_STAND + guards.ROLES_STAND, guards.UNDO),
    ]
