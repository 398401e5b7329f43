"""Codes are stored nowhere: a mail with one is written when it is sent, and deleted then."""

import django.db.models.deletion
from django.db import migrations, models

# Mails with a code in them, waiting or sent: whoever waits for one asks for another.
FORGET = "DELETE FROM mail_message WHERE priority < 2"


class Migration(migrations.Migration):
    dependencies = [("mail", "0002_brake"), ("programme", "0007_known_key")]

    operations = [
        migrations.RunSQL(FORGET, migrations.RunSQL.noop),
        migrations.RemoveField("message", "code_hash"),
        migrations.AddField(
            "message",
            "code_renewal",
            models.CharField(
                blank=True, default="", help_text="As in the row that the code is for.", max_length=32
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            "message",
            "recipient",
            models.EmailField(
                blank=True, help_text="Empty until it is sent: a voter's.", max_length=254
            ),
        ),
        migrations.AlterField("message", "subject", models.CharField(blank=True, max_length=200)),
        migrations.AlterField("message", "text", models.TextField(blank=True)),
        migrations.AddField(
            "message",
            "ends",
            models.CharField(
                blank=True,
                default="",
                help_text="What its link `this wasn't me` ends: `nominee:12`.",
                max_length=100,
            ),
            preserve_default=False,
        ),
        migrations.CreateModel(
            "SentCodes",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(help_text="`ballots.pendingvote:vote`.", max_length=80)),
                ("number", models.PositiveIntegerField(default=0)),
                (
                    "edition",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sent_codes",
                        to="programme.edition",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "sent codes",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "kind"), name="sent_codes_once", nulls_distinct=False
                    )
                ],
            },
        ),
    ]
