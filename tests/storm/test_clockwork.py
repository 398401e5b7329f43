"""Real beats and a real worker around a deadline, with nobody watching."""

from __future__ import annotations

from datetime import timedelta

import pytest

from award.log.models import LogEntry
from award.mail.models import Effect, Message
from award.programme.models import Edition
from tests.factories import get_round, make_role
from tests.storm.processes import until
from tests.storm.votes import make_closing
from voting.results.models import RoundResult

pytestmark = [pytest.mark.storm, pytest.mark.django_db(transaction=True)]
SOON = timedelta(seconds=1.5)
WITHIN = timedelta(seconds=2)


def lag(edition: Edition) -> timedelta:
    """From the deadline to the seal, both by the database's clock."""
    round = get_round(edition, "vote")
    return RoundResult.objects.get(round=round).sealed_at - round.closes_at


def are_announced(editions: list[Edition]) -> bool:
    """Their only organiser has been mailed."""
    told = [f"announced:{edition.pk}:1" for edition in editions]
    return Message.objects.filter(occasion__in=told, state="sent").count() == len(editions)


def times_done(edition: Edition) -> list[int]:
    """How often each thing that follows from the deadline was done."""
    actions = LogEntry.objects.filter(edition=edition)
    return [
        actions.filter(action="round.sealed").count(),
        actions.filter(action="result.sealed").count(),
        Effect.objects.filter(key=f"announce:{edition.pk}:1", done_at__isnull=False).count(),
        Message.objects.filter(occasion=f"announced:{edition.pk}:1").count(),
    ]


def with_owner(edition: Edition) -> Edition:
    make_role(edition, "owner")
    return edition


def test_three_beats_catch_up_and_then_seal_and_announce_on_time_and_once(
    processes, postbox, client
):
    """Before the first tick nothing is sealed, which shows who does it, and the page is right."""
    processes.worker()
    overdue = [with_owner(make_closing(timedelta(hours=-hours))) for hours in (1, 30)]
    page = client.get(f"/{overdue[0].award.slug}/{overdue[0].year}/rosta/").text
    before = [times_done(edition) for edition in overdue]
    for _ in range(3):
        processes.beat()
    until(lambda: are_announced(overdue))

    closing = [with_owner(make_closing(SOON + n * SOON / 3)) for n in range(3)]
    until(lambda: are_announced(closing))

    assert "Röstningen är slut" in page
    assert before == [[0, 0, 0, 0]] * 2
    assert [times_done(edition) for edition in overdue + closing] == [[1, 1, 1, 1]] * 5
    assert len(postbox.mails) == 5
    lags = sorted(lag(edition) for edition in closing)
    assert lags[0] > timedelta(0), "nothing is sealed before its deadline"
    assert lags[1] < WITHIN, "the middle one of three"
