"""An edition has any number of rounds, in the order of its rules, each for all categories or for some."""

import django.contrib.postgres.fields
from django.db import migrations, models

from award.programme.sql import order

# The rounds that there are: one of a kind, called as it, in the order of the year.
AS_THEIR_KIND = """
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE programme_round AS r SET
    slug = CASE WHEN r.kind = 'extra_vote' THEN 'extra-' || (
        SELECT count(*) FROM programme_round e
        WHERE e.edition_id = r.edition_id AND e.kind = 'extra_vote' AND e.id <= r.id
    ) ELSE r.kind END,
    only_for = ARRAY(SELECT c.slug FROM programme_category c WHERE c.id = r.supplements_id),
    place = CASE WHEN r.kind = 'extra_vote' THEN 0 ELSE (
        SELECT count(*) FROM programme_round e
        WHERE e.edition_id = r.edition_id
          AND array_position(ARRAY['nomination', 'jury', 'vote'], e.kind::text)
            <= array_position(ARRAY['nomination', 'jury', 'vote'], r.kind::text)
    ) END;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('programme', '0008_seniority_kept'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='round',
            options={'ordering': ['opens_at', 'place', 'id']},
        ),
        migrations.RemoveConstraint(
            model_name='round',
            name='rounds_do_not_overlap',
        ),
        migrations.RemoveConstraint(
            model_name='round',
            name='round_kind_once',
        ),
        migrations.AddField(
            model_name='round',
            name='name',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='round',
            name='only_for',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.SlugField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name='round',
            name='place',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='round',
            name='slug',
            field=models.SlugField(default='', max_length=40),
            preserve_default=False,
        ),
        migrations.RunSQL(AS_THEIR_KIND, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.UniqueConstraint(fields=('edition', 'slug'), name='round_slug_once'),
        ),
        migrations.RunSQL(order.HOLDS, migrations.RunSQL.noop),
    ]
