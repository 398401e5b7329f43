"""An extra vote takes a decision of two people, in the database too."""

from django.db import migrations

from voting.results.sql import extra_votes


class Migration(migrations.Migration):
    dependencies = [
        ("results", "0003_what_stands_behind_a_result"),
        ("programme", "0004_extra_votes"),
        ("nominations", "0004_what_is_decided_stands"),
        ("people", "0005_decided_by_stored_roles"),
    ]

    operations = [migrations.RunSQL(extra_votes.MAKE, extra_votes.UNMAKE)]
