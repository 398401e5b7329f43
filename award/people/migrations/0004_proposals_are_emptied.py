"""What a proposal says of somebody can be emptied, by the owner's function alone."""

from django.db import migrations

from award.people import guards


class Migration(migrations.Migration):
    dependencies = [("people", "0003_names_at_the_decision")]

    operations = [
        migrations.RunSQL(
            guards.UNDO_PROPOSALS_STAND + guards.PROPOSALS_STAND + guards.BLANK_PROPOSALS,
            guards.UNDO_BLANK_PROPOSALS,
        ),
    ]
