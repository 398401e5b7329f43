from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ballots", "0002_append_only")]

    operations = [
        migrations.RenameField("pendingvote", "attempts", "code_attempts"),
        migrations.AlterField("pendingvote", "code_sent_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "pendingvote", "codes_sent", models.PositiveSmallIntegerField(default=0)
        ),
    ]
