"""Of several rounds each has before it whom the one before has chosen, category by category."""

from django.db import migrations

from voting.results.sql import finalists


class Migration(migrations.Migration):
    dependencies = [
        ("results", "0010_who_takes_part_is_named"),
        ("programme", "0009_rounds_have_slugs"),
    ]

    operations = [migrations.RunSQL(finalists.FUNCTION, migrations.RunSQL.noop)]
