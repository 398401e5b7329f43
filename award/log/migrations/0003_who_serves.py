"""Guards can tell whoever serves from the owner; an entry of the log is the next one."""

from django.db import migrations

from award.log.guards import ERASURE_IS_TOLD, UNDO_ERASURE_IS_TOLD
from award.log.serving import FOLLOWS, SERVES, UNDO_FOLLOWS, UNDO_SERVES


class Migration(migrations.Migration):
    dependencies = [("log", "0002_guards")]

    operations = [
        migrations.RunSQL(SERVES, UNDO_SERVES),
        migrations.RunSQL(FOLLOWS, UNDO_FOLLOWS),
        migrations.RunSQL(ERASURE_IS_TOLD, UNDO_ERASURE_IS_TOLD),
    ]
