"""What the jury gave stands when its round has closed."""

from django.db import migrations

from voting.jury.sql import closing


class Migration(migrations.Migration):
    dependencies = [("jury", "0003_initial"), ("log", "0003_who_serves")]

    operations = [
        migrations.RunSQL(closing.MAKE, closing.UNMAKE),
    ]
