"""A ballot is cast while its round is open."""

from django.db import migrations

from voting.ballots.sql import in_time


class Migration(migrations.Migration):
    dependencies = [("ballots", "0002_guards"), ("log", "0003_who_serves")]

    operations = [
        migrations.RunSQL(in_time.MAKE, in_time.UNMAKE),
    ]
