"""The panel stands once the last round of a jury is over, and while one that is over waits for its seal."""

from django.db import migrations

from voting.jury.sql import closing


class Migration(migrations.Migration):
    dependencies = [("jury", "0006_lengths"), ("programme", "0009_rounds_have_slugs")]

    operations = [migrations.RunSQL(closing.PANEL, migrations.RunSQL.noop)]
