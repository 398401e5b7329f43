"""An award with a frozen edition stays with its organisation, under its address."""

from django.db import migrations

from award.rules.sql import awards


class Migration(migrations.Migration):
    dependencies = [("rules", "0005_lengths"), ("log", "0003_who_serves")]

    operations = [migrations.RunSQL(awards.MAKE, awards.UNMAKE)]
