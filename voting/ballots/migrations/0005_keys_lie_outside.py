"""What voters' pseudonyms are made with lies outside the database, and a waiting vote in an envelope."""

import award.programme.keys
from django.db import migrations, models

# What waits for a code, for an hour at most: whoever chose chooses again.
FORGET = "DELETE FROM ballots_pendingvote; DELETE FROM ballots_codemail;"


class Migration(migrations.Migration):
    dependencies = [("ballots", "0004_extra_votes"), ("programme", "0007_known_key")]

    operations = [
        migrations.RunSQL(FORGET, migrations.RunSQL.noop),
        # Of a round that was open before, nobody has the whole key: it was made without the outer half.
        migrations.AddField(
            "roundpepper",
            "made_with",
            models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AlterField(
            "roundpepper",
            "made_with",
            models.CharField(default=award.programme.keys.fingerprint, max_length=64),
        ),
        migrations.RemoveConstraint("pendingvote", "done_vote_is_emptied"),
        migrations.RemoveIndex("pendingvote", "pending_by_code"),
        migrations.RemoveIndex("codemail", "codes_to_address"),
        migrations.RemoveField("codemail", "voter_key"),
        migrations.AddField(
            "codemail",
            "mailbox",
            models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
        migrations.RemoveField("pendingvote", "email"),
        migrations.RemoveField("pendingvote", "choices"),
        migrations.RemoveField("pendingvote", "code_hash"),
        migrations.AddField(
            "pendingvote",
            "code_renewal",
            models.CharField(blank=True, default="", max_length=32),
            preserve_default=False,
        ),
        migrations.AddField("pendingvote", "envelope", models.BinaryField(default=bytes)),
        migrations.AddField("pendingvote", "receipt", models.BinaryField(default=bytes)),
        migrations.AddField(
            "pendingvote",
            "mailbox",
            models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddIndex(
            "codemail",
            models.Index(fields=["round", "mailbox", "sent_at"], name="codes_to_address"),
        ),
        migrations.AddIndex(
            "pendingvote",
            models.Index(
                condition=models.Q(("done_at", None)),
                fields=["code_renewal"],
                name="pending_by_code",
            ),
        ),
        migrations.AddConstraint(
            "pendingvote",
            models.CheckConstraint(
                condition=models.Q(
                    ("done_at", None),
                    models.Q(("code_renewal", ""), ("envelope", b""), ("mailbox", "")),
                    _connector="OR",
                ),
                name="done_vote_is_emptied",
            ),
        ),
    ]
