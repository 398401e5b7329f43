"""One way to write a moment: the same words everywhere, which no line breaks."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from award.programme.domain.moments import (
    SPACE,
    clock_in_zone,
    day,
    day_in_zone,
    in_zone,
    is_one_day,
    with_zone,
    zone_in_words,
)
from award.programme.models import Edition, Round
from award.programme.templatetags import award_tags
from tests.factories import get_round, make_edition, make_organiser
from tests.time_travel import triggers_asleep

WINTER = datetime(2026, 11, 12, 17, 0, 5, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
SWEDISH = Edition(year=2026, time_zone="Europe/Stockholm")
FAR_AWAY = Edition(year=2026, time_zone="America/New_York")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", "12\u00a0november\u00a02026 kl.\u00a018:00"),
        ("en", "12\u00a0November\u00a02026 at\u00a018:00"),
    ],
)
def test_moment_may_break_between_day_and_hour_alone(language, words):
    with translation.override(language):
        assert in_zone(WINTER, SWEDISH) == words


def test_moment_follows_the_zone_over_midnight_and_into_summer_time():
    with translation.override("sv"):
        assert in_zone(SUMMER, SWEDISH) == "2\u00a0juli\u00a02026 kl.\u00a000:30"
        assert in_zone(SUMMER, FAR_AWAY) == "1\u00a0juli\u00a02026 kl.\u00a018:30"


@pytest.mark.parametrize(
    ("language", "edition", "words"),
    [
        ("sv", SWEDISH, "svensk tid"),
        ("en", SWEDISH, "Swedish time"),
        ("sv", FAR_AWAY, "tid i New York"),
        ("en", FAR_AWAY, "New York time"),
    ],
)
def test_zone_is_named_as_people_name_it(language, edition, words):
    with translation.override(language):
        assert zone_in_words(edition) == words
        assert with_zone(WINTER, edition) == (
            f"{in_zone(WINTER, edition)} ({words.replace(' ', SPACE)})"
        )


def test_hour_alone_and_day_alone():
    with translation.override("sv"):
        assert clock_in_zone(WINTER, SWEDISH) == "kl.\u00a018:00"
        assert day_in_zone(WINTER, SWEDISH) == "12\u00a0november"
        assert day(WINTER) == "12\u00a0november\u00a02026"
    with translation.override("en"):
        assert clock_in_zone(WINTER, SWEDISH) == "18:00"


def test_seconds_stand_where_a_second_decides():
    with translation.override("sv"):
        words = award_tags.to_the_second(WINTER, SWEDISH)

    assert words == "12\u00a0november\u00a02026 kl.\u00a018:00:05"


def test_no_moment_is_no_words():
    assert award_tags.in_zone(None, SWEDISH) == ""


def test_no_page_or_mail_writes_a_moment_in_a_way_of_its_own():
    """`|date:'c'` is for machines; every other pattern is a second way to write a moment."""
    own = re.compile(r"\|(?:date|time)\b(?!:['\"]c['\"])")
    folders = [Path(d) for d in settings.TEMPLATES[0]["DIRS"]]

    found = [f for d in folders for f in d.rglob("*.*") if own.search(f.read_text("utf-8"))]

    assert folders
    assert found == []


def test_a_round_of_one_day_names_it_once():
    """It said "26 november – 26 november 2026 kl. 23:30"; which day it is, the edition's zone says."""
    opens, closes = WINTER.replace(hour=6), WINTER.replace(hour=23, minute=30)

    assert is_one_day(opens, opens.replace(hour=22), SWEDISH)
    assert not is_one_day(opens, closes, SWEDISH)
    assert is_one_day(opens, closes, FAR_AWAY)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["edition", "desk_edition"])
def test_the_year_shows_it_so(client, name):
    edition = make_edition("nomination")
    client.force_login(make_organiser(edition))
    vote = get_round(edition, "vote")
    noon = vote.opens_at.replace(hour=11, minute=0, second=0, microsecond=0)
    with triggers_asleep():
        Round.objects.filter(pk=vote.pk).update(opens_at=noon, closes_at=noon + timedelta(hours=2))

    page = client.get(reverse(name, args=[edition.award.slug, edition.year])).text

    assert page.count(day_in_zone(noon, edition) + "</time> –") == 0
    assert in_zone(noon + timedelta(hours=2), edition) in page
