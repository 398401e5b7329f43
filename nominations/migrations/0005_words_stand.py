from django.db import migrations

from nominations.sql import UNDO_WORDS_STAND, WORDS_STAND


class Migration(migrations.Migration):
    dependencies = [("nominations", "0004_consent"), ("programme", "0003_edition_clock")]

    operations = [migrations.RunSQL(WORDS_STAND, UNDO_WORDS_STAND)]
