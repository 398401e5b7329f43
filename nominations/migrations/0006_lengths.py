
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('nominations', '0005_time_to_think'),
        ('programme', '0006_lengths'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='candidate',
            name='ineligible_reason',
            field=models.TextField(blank=True, max_length=1000),
        ),
        migrations.AlterField(
            model_name='candidate',
            name='motivation_en',
            field=models.TextField(blank=True, max_length=4000),
        ),
        migrations.AlterField(
            model_name='candidate',
            name='motivation_sv',
            field=models.TextField(blank=True, max_length=4000),
        ),
        migrations.AlterField(
            model_name='candidate',
            name='presentation',
            field=models.TextField(blank=True, max_length=1200),
        ),
        migrations.AlterField(
            model_name='nomination',
            name='reason',
            field=models.TextField(blank=True, max_length=1000),
        ),
        migrations.AlterField(
            model_name='rewording',
            name='reason',
            field=models.TextField(max_length=1000),
        ),
        migrations.AlterField(
            model_name='wish',
            name='answer',
            field=models.TextField(blank=True, max_length=1000),
        ),
        migrations.AlterField(
            model_name='wish',
            name='text',
            field=models.TextField(blank=True, max_length=2000),
        ),
        migrations.AddConstraint(
            model_name='candidate',
            constraint=models.CheckConstraint(condition=models.Q(('motivation_sv__length__lte', 4000)), name='candidate_motivation_sv_at_most'),
        ),
        migrations.AddConstraint(
            model_name='candidate',
            constraint=models.CheckConstraint(condition=models.Q(('motivation_en__length__lte', 4000)), name='candidate_motivation_en_at_most'),
        ),
        migrations.AddConstraint(
            model_name='candidate',
            constraint=models.CheckConstraint(condition=models.Q(('presentation__length__lte', 1200)), name='candidate_presentation_at_most'),
        ),
        migrations.AddConstraint(
            model_name='candidate',
            constraint=models.CheckConstraint(condition=models.Q(('ineligible_reason__length__lte', 1000)), name='candidate_ineligible_reason_at_most'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.CheckConstraint(condition=models.Q(('motivation__length__lte', 4000)), name='nomination_motivation_at_most'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.CheckConstraint(condition=models.Q(('reason__length__lte', 1000)), name='nomination_reason_at_most'),
        ),
        migrations.AddConstraint(
            model_name='rewording',
            constraint=models.CheckConstraint(condition=models.Q(('reason__length__lte', 1000)), name='rewording_reason_at_most'),
        ),
        migrations.AddConstraint(
            model_name='wish',
            constraint=models.CheckConstraint(condition=models.Q(('text__length__lte', 2000)), name='wish_text_at_most'),
        ),
        migrations.AddConstraint(
            model_name='wish',
            constraint=models.CheckConstraint(condition=models.Q(('answer__length__lte', 1000)), name='wish_answer_at_most'),
        ),
    ]
