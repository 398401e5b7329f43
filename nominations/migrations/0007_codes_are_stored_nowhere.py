"""Codes are stored nowhere: who waits for one that was mailed before asks for another."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("nominations", "0006_lengths")]

    operations = [
        migrations.RemoveField("nomination", "code_hash"),
        migrations.AddField(
            "nomination",
            "code_renewal",
            models.CharField(blank=True, default="", max_length=32),
            preserve_default=False,
        ),
        migrations.RemoveField("candidate", "code_hash"),
        migrations.AddField(
            "candidate",
            "code_renewal",
            models.CharField(blank=True, default="", max_length=32),
            preserve_default=False,
        ),
    ]
