"""A real Celery worker, killed in the middle of its work."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from celery import Celery
from django.db import connection, transaction
from django.utils import timezone

from award.log.models import LogEntry
from award.mail.domain.delivering import LEASE
from award.mail.domain.messaging import queue_text
from award.mail.domain.ticking import tick
from award.mail.models import Message
from award.programme.models import Round
from tests.award.conftest import Postbox
from tests.storm.processes import until
from tests.storm.votes import make_closing
from voting.results.models import EditionResult, RoundResult

pytestmark = [pytest.mark.storm, pytest.mark.django_db(transaction=True)]
MAILS = 30


class SlowPostbox(Postbox):
    """Takes its time over each mail, so that a kill finds the worker at work."""

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(0.1)
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
def nudge(broker):
    """Asks a worker to look in the outbox."""
    app = Celery("nudge", broker=broker.url, set_as_current=False)
    yield lambda task="award.sweep": app.send_task(task) and None
    app.close()


def test_worker_killed_in_mid_task_loses_no_mail(processes, nudge, postbox):
    postbox.__class__ = SlowPostbox
    for number in range(MAILS):
        queue_text(
            occasion=f"storm:{number}", recipient="a@example.org", subject="Hej", text="Hej\n"
        )
    worker = processes.worker()
    nudge()
    until(lambda: Message.objects.filter(state="sent").count() >= 5)

    processes.kill(worker)
    stuck = Message.objects.filter(state="sending").count()
    done = Message.objects.filter(state="sent").count()
    Message.objects.filter(state="sending").update(
        sending_since=timezone.now() - LEASE - timedelta(seconds=1)
    )
    processes.worker()
    until(lambda: nudge() or Message.objects.filter(state="sent").count() == MAILS)

    assert 5 <= done < MAILS, "the kill came in the middle"
    assert stuck <= 1
    ids = [line for text in postbox.texts() for line in text.splitlines() if "Message-ID" in line]
    assert len(set(ids)) == MAILS
    assert len(ids) - MAILS <= 1, "at most one mail is repeated for each killed sender"


def test_without_the_lease_the_interrupted_mail_stays_behind(processes, nudge, postbox):
    """Negative control: what a kill leaves in `sending` is sent by nobody while its lease runs."""
    queue_text(occasion="storm:1", recipient="a@example.org", subject="Hej", text="Hej\n")
    queue_text(occasion="storm:2", recipient="a@example.org", subject="Hej", text="Hej\n")
    Message.objects.filter(occasion="storm:1").update(
        state="sending", attempts=1, sending_since=timezone.now()
    )

    processes.worker()
    until(lambda: nudge() or Message.objects.filter(state="sent").exists())

    assert list(Message.objects.order_by("occasion").values_list("state", flat=True)) == [
        "sending",
        "sent",
    ]


def test_worker_killed_while_it_seals_leaves_nothing_and_the_next_tick_does_it(processes, nudge):
    edition = make_closing(timedelta(hours=-1))
    worker = processes.worker()
    nudge("award.tick")
    with transaction.atomic():
        Round.objects.select_for_update().get(edition=edition)
        until(somebody_waits_for_us)
        processes.kill(worker)
    left = RoundResult.objects.count(), EditionResult.objects.count()

    tick()

    sealed = LogEntry.objects.filter(edition=edition, action__endswith=".sealed")
    assert left == (0, 0)
    assert sorted(sealed.values_list("action", flat=True)) == ["result.sealed", "round.sealed"]


def somebody_waits_for_us() -> bool:
    """Another connection waits until this transaction has ended."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted"
            " AND transactionid = pg_current_xact_id_if_assigned()::xid"
        )
        return bool(cursor.fetchone()[0])
