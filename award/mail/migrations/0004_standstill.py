"""Nothing happens by itself after a restore, until somebody has looked."""

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [("mail", "0003_codes_are_stored_nowhere")]

    operations = [
        migrations.CreateModel(
            "Standstill",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "copied_at",
                    models.DateTimeField(help_text="Of when the copy is that was put back."),
                ),
                ("since", models.DateTimeField(db_default=Now())),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("ended_at",),
                        name="one_standstill_at_a_time",
                        nulls_distinct=False,
                    )
                ]
            },
        )
    ]
