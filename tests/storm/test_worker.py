"""Real processes, killed in the middle of their work: postman, beat and worker."""

from __future__ import annotations

from datetime import timedelta

import pytest
from celery import Celery
from django.db import connection, transaction
from django.utils import timezone

from award.log.models import LogEntry
from award.mail.domain.claiming import LEASE
from award.mail.domain.outbox import enqueue
from award.mail.domain.ticking import tick
from award.mail.models import Effect, Message
from award.programme.models import Round
from tests.award.mail.letters import queue
from tests.storm.processes import until
from tests.storm.votes import make_closing
from voting.results.models import EditionResult, RoundResult

pytestmark = [
    pytest.mark.storm,
    pytest.mark.xdist_group("storm"),
    pytest.mark.django_db(transaction=True),
]
MAILS = 60
SENDERS = 8


@pytest.fixture
def nudge(broker):
    """Asks a worker to look in the outbox."""
    app = Celery("nudge", broker=broker.url, set_as_current=False)
    yield lambda: app.send_task("award.sweep") and None
    app.close()


def test_postman_killed_in_the_middle_loses_no_mail(processes, postbox):
    postbox.holds_after = 5
    for number in range(MAILS):
        queue(f"storm:{number}")
    postman = processes.postman()
    until(lambda: Message.objects.filter(state="sent").count() == 5)
    until(lambda: Message.objects.filter(state="sending").exists())

    processes.kill(postman)
    postbox.holds_after = None
    stuck = Message.objects.filter(state="sending").count()
    done = Message.objects.filter(state="sent").count()
    Message.objects.filter(state="sending").update(
        held_at=timezone.now() - LEASE - timedelta(seconds=1)
    )
    processes.postman()
    until(lambda: Message.objects.filter(state="sent").count() == MAILS)

    assert done == 5, "the kill came in the middle"
    assert 0 < stuck <= SENDERS * 2, "what the senders held, and the next ones at hand"
    ids = [line for text in postbox.texts() for line in text.splitlines() if "Message-ID" in line]
    assert len(set(ids)) == MAILS
    assert len(ids) - MAILS <= SENDERS, "what was being sent may be repeated, and nothing else"


def test_without_the_lease_the_interrupted_mail_stays_behind(processes, postbox):
    """Negative control: what a kill leaves in `sending` is sent by nobody while its lease runs."""
    queue("storm:1")
    queue("storm:2")
    Message.objects.filter(occasion="storm:1").update(
        state="sending", attempts=1, held_at=timezone.now()
    )

    processes.postman()
    until(lambda: Message.objects.filter(state="sent").exists())

    assert list(Message.objects.order_by("occasion").values_list("state", flat=True)) == [
        "sending",
        "sent",
    ]


def test_beat_killed_while_it_seals_leaves_nothing_and_the_next_tick_does_it(processes):
    edition = make_closing(timedelta(hours=-1))
    with transaction.atomic():
        Round.objects.select_for_update().get(edition=edition)
        beat = processes.beat()
        until(somebody_waits_for_us)
        processes.kill(beat)
    left = RoundResult.objects.count(), EditionResult.objects.count()

    tick()

    sealed = LogEntry.objects.filter(edition=edition, action__endswith=".sealed")
    assert left == (0, 0)
    assert sorted(sealed.values_list("action", flat=True)) == ["result.sealed", "round.sealed"]


def test_worker_carries_out_what_it_is_asked_for(processes, nudge):
    enqueue("nobody.knows", key="k")
    processes.worker()

    until(lambda: nudge() or Effect.objects.get().attempts)

    assert Effect.objects.get().last_error.startswith("KeyError")


def somebody_waits_for_us() -> bool:
    """Another connection waits until this transaction has ended."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted"
            " AND transactionid = pg_current_xact_id_if_assigned()::xid"
        )
        return bool(cursor.fetchone()[0])
