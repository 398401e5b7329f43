"""Decisions about different categories may wait beside each other."""

from django.db import migrations

from voting.results.sql import acts_and_versions


class Migration(migrations.Migration):
    dependencies = [("results", "0008_finalists_were_chosen")]

    operations = [migrations.RunSQL(acts_and_versions.MAKE, acts_and_versions.UNMAKE)]
