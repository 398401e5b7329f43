"""Whoever proposes and decides stands there as she was called then, with the role that let her."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_guards")]

    operations = [
        migrations.AddField(
            model_name="proposal",
            name="proposed_name",
            field=models.CharField(
                blank=True, default="", help_text="As she was called then.", max_length=120
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="proposal",
            name="decided_name",
            field=models.CharField(
                blank=True, default="", help_text="As she was called then.", max_length=120
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="proposal",
            name="seniority",
            field=models.JSONField(
                default=list,
                help_text="Proposer's, decider's: `{name, role, since, given_by}`, as of then.",
            ),
        ),
    ]
