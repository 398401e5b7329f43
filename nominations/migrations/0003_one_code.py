from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("nominations", "0002_initial")]

    operations = [
        migrations.RenameField("candidate", "answer_code_hash", "code_hash"),
        migrations.RenameField("candidate", "answer_attempts", "code_attempts"),
        migrations.RenameField("candidate", "answer_code_sent_at", "code_sent_at"),
        migrations.AddField(
            "candidate", "codes_sent", models.PositiveSmallIntegerField(default=0)
        ),
    ]
