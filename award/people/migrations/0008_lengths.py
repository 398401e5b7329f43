
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0007_personal_data'),
        ('programme', '0006_lengths'),
    ]

    operations = [
        migrations.AlterField(
            model_name='proposal',
            name='outcome',
            field=models.TextField(blank=True, help_text='Why it was declined, or lapsed.', max_length=4000),
        ),
        migrations.AlterField(
            model_name='proposal',
            name='reason',
            field=models.TextField(max_length=4000),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('reason__length__lte', 4000)), name='proposal_reason_at_most'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__length__lte', 4000)), name='proposal_outcome_at_most'),
        ),
    ]
