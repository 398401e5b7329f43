
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0008_lengths'),
        ('programme', '0006_lengths'),
        ('rules', '0004_extra_votes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='rulebook',
            name='reason',
            field=models.TextField(blank=True, max_length=4000),
        ),
        migrations.AddConstraint(
            model_name='rulebook',
            constraint=models.CheckConstraint(condition=models.Q(('reason__length__lte', 4000)), name='rulebook_reason_at_most'),
        ),
    ]
