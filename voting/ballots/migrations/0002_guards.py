"""No ballot is added to a sealed round, and no voter is moved."""

from django.db import migrations

from voting.ballots.sql import standing


class Migration(migrations.Migration):
    dependencies = [("ballots", "0001_initial"), ("programme", "0002_guards")]

    operations = [
        migrations.RunSQL(standing.MAKE, standing.UNMAKE),
    ]
