"""What cannot be walked back."""

from django.db import migrations

from award.rules.sql import freezing, standing


class Migration(migrations.Migration):
    dependencies = [
        ("rules", "0004_versions"),
        ("programme", "0005_one_line"),
        ("people", "0003_proposals_stand"),
    ]

    operations = [
        migrations.RunSQL(freezing.MAKE, freezing.UNMAKE),
        migrations.RunSQL(standing.MAKE, standing.UNMAKE),
    ]
