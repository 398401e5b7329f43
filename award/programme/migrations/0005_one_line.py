"""The clock and the standing of roles, in one line again."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programme", "0003_edition_clock"), ("programme", "0004_seniority_next")]

    operations: list[object] = []
