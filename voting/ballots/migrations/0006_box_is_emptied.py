"""At the seal the box is emptied: of a ballot stays what it says, and nothing of whose it is."""

import django.db.models.deletion
from django.db import migrations, models

from voting.ballots.partitions import part_names
from voting.ballots.sql import sealing

SWEPT = [*part_names("ballots_ballot"), *sealing.SOON]


class Migration(migrations.Migration):
    dependencies = [("ballots", "0005_keys_lie_outside"), ("programme", "0007_known_key")]

    operations = [
        migrations.CreateModel(
            "EmptiedBox",
            [
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="emptied_box",
                        serialize=False,
                        to="programme.round",
                    ),
                ),
                ("voters", models.PositiveIntegerField()),
                ("changes", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            "SealedBallot",
            [
                (
                    "leaf",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("choice", models.TextField(blank=True)),
                ("receipt_hash", models.CharField(max_length=64)),
                ("counts", models.BooleanField()),
                (
                    "category",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sealed_ballots",
                        to="programme.category",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sealed_ballots",
                        to="programme.round",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "receipt_hash"), name="sealed_ballot_of_a_receipt"
                    )
                ],
            },
        ),
        migrations.RunSQL(sealing.MAKE, sealing.UNMAKE),
        migrations.RunSQL(sealing.sweep_soon(SWEPT), sealing.sweep_as_others(SWEPT)),
    ]
