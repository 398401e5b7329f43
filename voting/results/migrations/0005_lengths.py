
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programme', '0006_lengths'),
        ('results', '0004_extra_votes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='motivation',
            name='text_en',
            field=models.TextField(blank=True, max_length=2000),
        ),
        migrations.AlterField(
            model_name='motivation',
            name='text_sv',
            field=models.TextField(blank=True, max_length=2000),
        ),
        migrations.AddConstraint(
            model_name='motivation',
            constraint=models.CheckConstraint(condition=models.Q(('text_sv__length__lte', 2000)), name='motivation_text_sv_at_most'),
        ),
        migrations.AddConstraint(
            model_name='motivation',
            constraint=models.CheckConstraint(condition=models.Q(('text_en__length__lte', 2000)), name='motivation_text_en_at_most'),
        ),
    ]
