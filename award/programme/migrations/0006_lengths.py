
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programme', '0005_controller'),
    ]

    operations = [
        migrations.AlterField(
            model_name='award',
            name='purpose_en',
            field=models.TextField(blank=True, max_length=10000),
        ),
        migrations.AlterField(
            model_name='award',
            name='purpose_sv',
            field=models.TextField(help_text='What the award is for, shown to everybody.', max_length=10000),
        ),
        migrations.AlterField(
            model_name='category',
            name='description_en',
            field=models.TextField(blank=True, max_length=4000),
        ),
        migrations.AlterField(
            model_name='category',
            name='description_sv',
            field=models.TextField(blank=True, max_length=4000),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.CheckConstraint(condition=models.Q(('purpose_sv__length__lte', 10000)), name='award_purpose_sv_at_most'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.CheckConstraint(condition=models.Q(('purpose_en__length__lte', 10000)), name='award_purpose_en_at_most'),
        ),
        migrations.AddConstraint(
            model_name='category',
            constraint=models.CheckConstraint(condition=models.Q(('description_sv__length__lte', 4000)), name='category_description_sv_at_most'),
        ),
        migrations.AddConstraint(
            model_name='category',
            constraint=models.CheckConstraint(condition=models.Q(('description_en__length__lte', 4000)), name='category_description_en_at_most'),
        ),
    ]
