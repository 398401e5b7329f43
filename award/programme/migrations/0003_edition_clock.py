"""A made-up edition is marked for ever and has a clock of its own."""

from datetime import timedelta

from django.db import migrations, models

from award.programme.sql import edition_clock


class Migration(migrations.Migration):
    dependencies = [("programme", "0002_guards")]

    operations = [
        migrations.RenameField("edition", "is_rehearsal", "is_made_up"),
        migrations.AlterField(
            "edition",
            "is_made_up",
            models.BooleanField(
                default=False,
                editable=False,
                help_text="A rehearsal or demo: marked at birth, for ever.",
            ),
        ),
        migrations.AddField(
            "edition",
            "clock_shift",
            models.DurationField(
                default=timedelta(0),
                editable=False,
                help_text="What is added to the clock in a made-up edition; it only grows.",
            ),
        ),
        migrations.AddConstraint(
            "edition",
            models.CheckConstraint(
                condition=models.Q(is_made_up=True) | models.Q(clock_shift=timedelta(0)),
                name="real_edition_has_no_shift",
            ),
        ),
        migrations.RunSQL(edition_clock.MAKE, edition_clock.UNMAKE),
    ]
