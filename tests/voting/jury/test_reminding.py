"""Jurors who are late, and nobody at the organisers' desk."""

from datetime import timedelta

import pytest

from award.log.models import LogEntry
from award.mail.domain.ticking import tick
from award.mail.models import Message
from tests.factories import get_round, make_edition, make_entry, make_organiser, move_round
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.progress import remind_unfinished
from voting.jury.domain.reminding import remind
from voting.jury.domain.scoring import complete

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mail_waits(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def edition():
    """A jury of two with one candidate: the punctual juror is done, the late one is not."""
    edition = make_edition("jury")
    entry, organiser = make_entry(edition), make_organiser(edition)
    punctual = invite_juror(edition=edition, email="punctual@example.org", by=organiser)
    invite_juror(edition=edition, email="late@example.org", by=organiser)
    complete(
        juror=punctual, entry=entry, scores=dict.fromkeys(("forebild", "insats", "spridning"), 4)
    )
    return edition


def close_in(edition, **time: float) -> None:
    move_round(get_round(edition, "jury"), closes_in=timedelta(**time))


def reminded() -> list[str]:
    mails = Message.objects.filter(occasion__startswith="juror-reminder:")
    return sorted(mails.values_list("recipient", flat=True))


def test_late_juror_is_reminded_three_days_before_and_the_punctual_one_is_not(edition):
    close_in(edition, days=3, minutes=1)
    tick()
    too_early = reminded()

    close_in(edition, days=2, hours=23)
    tick()

    assert (too_early, reminded()) == ([], ["late@example.org"])


def test_late_juror_is_reminded_once_however_often_it_ticks(edition):
    close_in(edition, days=2)

    for _ in range(5):
        tick()

    assert reminded() == ["late@example.org"]
    (entry,) = LogEntry.objects.filter(action="jury.reminded")
    assert entry.actor == "task:remind"


def test_nobody_is_reminded_after_the_closing(edition):
    close_in(edition, seconds=-1)

    tick()
    remind(round=get_round(edition, "jury").pk)

    assert reminded() == []


def test_juror_who_was_reminded_by_an_organiser_today_hears_no_more(edition):
    remind_unfinished(edition, by=make_organiser(edition))
    close_in(edition, days=2)

    tick()

    assert reminded() == ["late@example.org"]
