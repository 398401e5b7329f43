"""Real beats and a real worker around a deadline, with nobody watching."""

from __future__ import annotations

from datetime import timedelta

import pytest

from award.log.models import LogEntry
from award.mail.models import Effect, Heartbeat, Message
from award.programme.models import Edition
from tests.award.mail.letters import queue
from tests.factories import get_round, make_role
from tests.storm.processes import until
from tests.storm.votes import make_closing
from voting.results.models import RoundResult

pytestmark = [
    pytest.mark.storm,
    pytest.mark.xdist_group("storm"),
    pytest.mark.django_db(transaction=True),
]
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


def are_sealed(editions: list[Edition]) -> bool:
    return RoundResult.objects.filter(round__edition__in=editions).count() == len(editions)


def with_owner(edition: Edition) -> Edition:
    make_role(edition, "owner")
    return edition


def test_three_beats_catch_up_and_then_seal_and_announce_on_time_and_once(
    processes, postbox, client
):
    """Before the first tick nothing is sealed, which shows who does it, and the page is right."""
    processes.worker()
    processes.postman()
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


def test_mail_server_of_five_seconds_a_mail_holds_up_no_deadline_and_no_code(processes, postbox):
    """Before, each tick waited for a hundred mails, and a round was sealed minutes late."""
    postbox.seconds = 5
    for number in range(300):
        queue(f"letter:{number}", recipient="letter@example.org")
    processes.postman()
    until(lambda: Message.objects.filter(state="sending").exists())
    queue("sign-in", recipient="she@example.org", priority=Message.Priority.SIGN_IN)
    processes.worker()
    processes.beat()
    until(lambda: Heartbeat.objects.filter(service="tick").exists())

    closing = [make_closing(SOON + n * SOON / 3) for n in range(3)]
    until(lambda: are_sealed(closing))
    lags = sorted(lag(edition) for edition in closing)
    until(lambda: Message.objects.get(occasion="sign-in").state == "sent")

    assert lags[1] < WITHIN, "the middle one of three"
    waited = Message.objects.get(occasion="sign-in")
    assert waited.sent_at - waited.created_at < timedelta(seconds=12), "two mails' time at most"
    assert Message.objects.filter(state="queued").count() > 200, "the mail is slow all the while"


def test_deadline_is_kept_with_no_broker_and_no_worker(processes, broker, postbox):
    broker.process.kill()
    broker.process.wait()
    processes.beat()
    processes.postman()
    until(lambda: Heartbeat.objects.filter(service="tick").exists())

    closing = [with_owner(make_closing(SOON + n * SOON / 3)) for n in range(3)]
    until(lambda: are_announced(closing))

    lags = sorted(lag(edition) for edition in closing)
    assert lags[1] < WITHIN, "the middle one of three"
    assert [times_done(edition) for edition in closing] == [[1, 1, 1, 1]] * 3
