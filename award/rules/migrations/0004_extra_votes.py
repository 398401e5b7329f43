"""The rules foresee no extra vote: it stands beside them, and what guards them leaves it alone."""

from django.db import migrations

from award.rules.sql import unmovable


class Migration(migrations.Migration):
    dependencies = [("rules", "0003_as_proposed"), ("programme", "0004_extra_votes")]

    operations = [migrations.RunSQL(unmovable.FUNCTIONS, migrations.RunSQL.noop)]
