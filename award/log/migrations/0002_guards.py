"""What refuses to change the log, and every other table of `award.programme.append_only`."""

from django.db import migrations

from award.log.guards import ERASE_PAYLOAD, NOTE_ERASURE, REFUSE, UNDO


class Migration(migrations.Migration):
    dependencies = [("log", "0001_initial")]

    operations = [
        migrations.RunSQL(REFUSE + NOTE_ERASURE + ERASE_PAYLOAD, UNDO),
    ]
