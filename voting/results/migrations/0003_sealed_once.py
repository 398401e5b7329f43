"""Results come in versions, each with its package; names lie apart, where they can be erased."""

import django.db.models.deletion
from django.db import migrations, models

from voting.results.sql import motivations, names


def key(to, related_name, *, one=False):
    """A key to another table; `one` makes it the row's own."""
    field = models.OneToOneField if one else models.ForeignKey
    more = {"primary_key": True, "serialize": False} if one else {}
    return field(
        on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=to, **more
    )


def number():
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


class Migration(migrations.Migration):
    dependencies = [("results", "0002_append_only"), ("programme", "0003_seal")]

    operations = [
        migrations.DeleteModel("Recount"),
        migrations.DeleteModel("EditionResult"),
        migrations.CreateModel(
            "EditionResult",
            [
                ("id", number()),
                ("version", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("sealed_at", models.DateTimeField()),
                ("edition", key("programme.edition", "results")),
            ],
        ),
        migrations.AddConstraint(
            "EditionResult",
            models.UniqueConstraint(fields=("edition", "version"), name="result_version_once"),
        ),
        migrations.AddConstraint(
            "EditionResult",
            models.CheckConstraint(
                condition=models.Q(("version__gte", 1)), name="result_version_from_one"
            ),
        ),
        migrations.CreateModel(
            "Recount",
            [
                ("result", key("results.editionresult", "recount", one=True)),
                ("agrees", models.BooleanField()),
                ("words", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            "Package",
            [
                ("result", key("results.editionresult", "package", one=True)),
                ("core", models.BinaryField()),
                ("for_auditor", models.BinaryField(null=True)),
            ],
        ),
        migrations.CreateModel(
            "Announcement",
            [
                ("result", key("results.editionresult", "announcement", one=True)),
                ("at", models.DateTimeField()),
                ("held", models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            "ResultName",
            [
                ("id", number()),
                ("alias", models.CharField(max_length=9)),
                ("name", models.CharField(max_length=120)),
                ("workplace", models.CharField(blank=True, max_length=250)),
                ("portrait", models.CharField(blank=True, max_length=200)),
                ("portrait_alt", models.CharField(blank=True, max_length=200)),
                ("salt", models.CharField(max_length=64)),
                ("edition", key("programme.edition", "result_names")),
            ],
        ),
        migrations.AddConstraint(
            "ResultName",
            models.UniqueConstraint(fields=("edition", "alias"), name="result_name_once"),
        ),
        migrations.CreateModel(
            "SealFailure",
            [
                ("id", number()),
                ("what", models.TextField()),
                ("first_seen", models.DateTimeField()),
                ("cleared_at", models.DateTimeField(null=True)),
                ("edition", key("programme.edition", "seal_failures")),
            ],
        ),
        migrations.AddConstraint(
            "SealFailure",
            models.UniqueConstraint(
                condition=models.Q(("cleared_at", None)),
                fields=("edition",),
                name="one_failure_at_a_time",
            ),
        ),
        migrations.AddField(
            "Motivation", "about", models.CharField(blank=True, default="", max_length=250)
        ),
        migrations.AlterField("Motivation", "about", models.CharField(blank=True, max_length=250)),
        migrations.AlterField("Motivation", "category", key("programme.category", "motivations")),
        migrations.AddConstraint(
            "Motivation",
            models.UniqueConstraint(fields=("category", "about"), name="motivation_once"),
        ),
        migrations.RunSQL(names.MAKE, names.UNMAKE),
        migrations.RunSQL(motivations.MAKE, motivations.UNMAKE),
    ]
