"""Which ballots are in the count is stored when the round is sealed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ballots", "0004_sixteen_parts"), ("programme", "0003_seal")]

    operations = [
        migrations.CreateModel(
            "SealedLeaves",
            [
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="sealed_leaves",
                        serialize=False,
                        to="programme.round",
                    ),
                ),
                ("leaves", models.TextField()),
            ],
        ),
    ]
