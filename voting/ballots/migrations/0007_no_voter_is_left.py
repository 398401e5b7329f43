"""At the seal no voter is left, and what a browser can open has no time and no order of its own.

Also of rounds that were sealed before.
"""

from django.db import migrations

from voting.ballots.sql import sealing

LEAVE = """
DELETE FROM ballots_voter WHERE round_id IN (SELECT round_id FROM ballots_emptiedbox);
"""


class Migration(migrations.Migration):
    dependencies = [("ballots", "0006_box_is_emptied")]

    operations = [
        migrations.RunSQL(sealing.EMPTY, migrations.RunSQL.noop),
        migrations.RunSQL(LEAVE, migrations.RunSQL.noop),
    ]
