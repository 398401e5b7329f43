from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_proposals_stand")]

    operations = [
        migrations.RenameField("witness", "attempts", "code_attempts"),
        migrations.RenameField("witness", "asked_at", "code_sent_at"),
        migrations.AlterField("witness", "code_sent_at", models.DateTimeField(null=True)),
        migrations.AlterField("witness", "code_hash", models.CharField(blank=True, max_length=64)),
        migrations.AddField("witness", "codes_sent", models.PositiveSmallIntegerField(default=0)),
    ]
