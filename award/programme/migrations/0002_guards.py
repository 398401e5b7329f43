"""What the database itself refuses: rounds out of order, an announcement too early, another clock."""

from django.db import migrations

from award.programme.sql import edition_clock, order, sealing


class Migration(migrations.Migration):
    dependencies = [("programme", "0001_initial")]

    operations = [
        migrations.RunSQL(order.MAKE, order.UNMAKE),
        migrations.RunSQL(edition_clock.MAKE, edition_clock.UNMAKE),
        migrations.RunSQL(sealing.MAKE, sealing.UNMAKE),
    ]
