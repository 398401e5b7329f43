"""Codes are stored nowhere: who waits for one that was mailed before asks for another."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0009_clean_addresses")]

    operations = [
        migrations.RemoveField("witness", "code_hash"),
        migrations.AddField(
            "witness",
            "code_renewal",
            models.CharField(blank=True, default="", max_length=32),
            preserve_default=False,
        ),
    ]
