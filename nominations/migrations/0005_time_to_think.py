"""A nominee may be given a later last day than everybody's; what she asks is said of anybody."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('nominations', '0004_what_is_decided_stands'),
    ]

    operations = [
        migrations.AddField(
            model_name='candidate',
            name='answer_until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='wish',
            name='kind',
            field=models.CharField(choices=[('time', 'asks for time to think'), ('object', 'objects'), ('correct', 'wants what we say to be corrected'), ('forget', 'asks to be forgotten'), ('reply', 'answers the ruling against being chosen')], max_length=8),
        ),
    ]
