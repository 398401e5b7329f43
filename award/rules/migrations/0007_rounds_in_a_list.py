"""Rules of the format forebild-rules/2 list their rounds; what guards them reads both formats."""

from django.db import migrations, models

from award.rules.sql import unmovable


class Migration(migrations.Migration):
    dependencies = [("rules", "0006_awards_stand"), ("programme", "0009_rounds_have_slugs")]

    operations = [
        migrations.AlterField(
            model_name="rulebook",
            name="extends",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.RunSQL(unmovable.FUNCTIONS, migrations.RunSQL.noop),
    ]
