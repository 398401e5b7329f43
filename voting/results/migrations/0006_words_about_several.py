"""Words about several winners go with whoever of them is erased."""

from django.db import migrations

from voting.results.sql import names


class Migration(migrations.Migration):
    dependencies = [("results", "0005_lengths")]

    operations = [migrations.RunSQL(names.MAKE_FOR_SEVERAL, names.UNMAKE_FOR_SEVERAL)]
