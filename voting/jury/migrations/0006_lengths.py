
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('jury', '0005_fields_have_versions'),
        ('nominations', '0006_lengths'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='recusal',
            constraint=models.CheckConstraint(condition=models.Q(('reason__length__lte', 1000)), name='recusal_reason_at_most'),
        ),
        migrations.AddConstraint(
            model_name='scoresheet',
            constraint=models.CheckConstraint(condition=models.Q(('comment__length__lte', 4000)), name='sheet_comment_at_most'),
        ),
    ]
