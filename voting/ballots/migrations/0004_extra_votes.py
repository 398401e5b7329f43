"""An extra vote is a vote: ballots are cast in it, and its seal lists them."""

from django.db import migrations

from voting.ballots.sql import in_time


class Migration(migrations.Migration):
    dependencies = [("ballots", "0003_cast_in_time"), ("programme", "0004_extra_votes")]

    operations = [migrations.RunSQL(in_time.FUNCTIONS, migrations.RunSQL.noop)]
