"""Rounds that the rules do not foresee: extra votes, each about a category that was left undecided."""

import django.db.models.deletion
from django.db import migrations, models

from award.programme.sql import order


class Migration(migrations.Migration):

    dependencies = [
        ('programme', '0003_complaints'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='round',
            name='round_kind_known',
        ),
        migrations.RemoveConstraint(
            model_name='round',
            name='round_kind_once',
        ),
        migrations.AddField(
            model_name='round',
            name='supplements',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='extra_votes', to='programme.category'),
        ),
        migrations.AlterField(
            model_name='round',
            name='kind',
            field=models.CharField(choices=[('nomination', 'Nomination'), ('jury', 'Jury'), ('vote', 'Public vote'), ('extra_vote', 'Extra vote')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['nomination', 'jury', 'vote', 'extra_vote'])), name='round_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.UniqueConstraint(condition=models.Q(('supplements', None)), fields=('edition', 'kind'), name='round_kind_once'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'extra_vote'), ('supplements__isnull', False)), models.Q(models.Q(('kind', 'extra_vote'), _negated=True), ('supplements', None)), _connector='OR'), name='extra_vote_supplements_a_category'),
        ),
        migrations.RunSQL(order.HOLDS, migrations.RunSQL.noop),
    ]
