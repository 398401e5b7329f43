"""Nobody stands in the vote whom nobody chose."""

from django.db import migrations

from voting.results.sql import finalists


class Migration(migrations.Migration):
    dependencies = [("results", "0007_emptied_boxes_go"), ("nominations", "0004_what_is_decided_stands")]

    operations = [migrations.RunSQL(finalists.MAKE, finalists.UNMAKE)]
