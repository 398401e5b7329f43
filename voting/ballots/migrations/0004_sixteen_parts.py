"""Ballots lie in sixteen hash partitions of the round."""

import django.db.models.deletion
from django.db import migrations, models

from voting.ballots.partitions import CreateParted


class Migration(migrations.Migration):
    dependencies = [
        ("ballots", "0003_one_code"),
        ("programme", "0001_initial"),
    ]

    operations = [
        migrations.DeleteModel("Ballot"),
        CreateParted(
            name="Ballot",
            fields=[
                ("pk", models.CompositePrimaryKey("round", "category", "voter", "revision", blank=True, editable=False, primary_key=True, serialize=False)),
                ("revision", models.PositiveIntegerField()),
                ("choice", models.TextField(blank=True)),
                ("submission_key", models.UUIDField()),
                ("receipt", models.CharField(max_length=40)),
                ("leaf", models.CharField(max_length=64)),
                ("cast_at", models.DateTimeField()),
                ("category", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="ballots", to="programme.category")),
                ("round", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="ballots", to="programme.round")),
                ("voter", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="ballots", to="ballots.voter")),
            ],
        ),
        migrations.AddIndex(
            model_name="ballot",
            index=models.Index(fields=["round", "category", "voter", "-revision"], include=("choice",), name="ballot_current"),
        ),
        migrations.AddIndex(
            model_name="ballot",
            index=models.Index(fields=["round", "receipt"], name="ballot_receipt"),
        ),
        migrations.AddConstraint(
            model_name="ballot",
            constraint=models.UniqueConstraint(fields=("round", "submission_key", "category"), name="ballot_submission_once"),
        ),
        migrations.AddConstraint(
            model_name="ballot",
            constraint=models.CheckConstraint(condition=models.Q(("revision__gte", 1)), name="revision_from_one"),
        ),
    ]
