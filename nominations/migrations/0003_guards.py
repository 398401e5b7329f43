"""What a finalist was called in a vote that is over stands."""

from django.db import migrations

from nominations.sql import UNDO_WORDS_STAND, WORDS_STAND


class Migration(migrations.Migration):
    dependencies = [("nominations", "0002_initial"), ("programme", "0002_guards")]

    operations = [
        migrations.RunSQL(WORDS_STAND, UNDO_WORDS_STAND),
    ]
