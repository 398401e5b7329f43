"""The clockwork needs neither broker nor worker, and waits for no mail."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from award.celery import app
from award.mail.beating import SECOND, Clockwork
from award.mail.domain import ticking
from award.mail.domain.errands import see_to_effects
from award.mail.domain.outbox import effect, enqueue
from award.mail.models import Effect, Heartbeat, Message
from tests.award.mail.letters import queue

done: list[str] = []


@effect("test.note")
def note(*, what: str) -> None:
    done.append(what)


@pytest.fixture(autouse=True)
def nothing_done_yet():
    done.clear()


def wait_for_errands() -> None:
    for thread in threading.enumerate():
        if thread.name == "errands":
            thread.join(20)


@pytest.mark.django_db(transaction=True)
def test_beat_ticks_itself_each_second_without_a_broker(dead_broker):
    remaining = Clockwork(app=app, lazy=True).tick()

    assert Heartbeat.objects.filter(service="tick").exists()
    assert 0 < remaining <= SECOND


@pytest.mark.django_db(transaction=True)
def test_tick_leaves_mail_to_the_postman(postbox):
    queue()

    Clockwork(app=app, lazy=True).tick()
    ticking.tick()

    assert postbox.mails == []
    assert Message.objects.get().state == "queued"


@pytest.mark.django_db(transaction=True)
def test_effect_that_no_worker_takes_is_carried_out_without_one(dead_broker):
    enqueue("test.note", key="k", arguments={"what": "late"})
    Effect.objects.update(due_at=timezone.now() - timedelta(seconds=6))

    see_to_effects()
    wait_for_errands()

    assert done == ["late"]
    assert Effect.objects.get().done_at


@pytest.mark.django_db(transaction=True)
def test_effect_that_is_just_due_is_left_to_a_worker(dead_broker):
    enqueue("test.note", key="k", arguments={"what": "now"})

    see_to_effects()
    wait_for_errands()

    assert done == []


@pytest.mark.django_db(transaction=True)
def test_long_effect_does_not_hold_up_the_tick(dead_broker):
    gate, begun = threading.Event(), threading.Event()

    @effect("test.long")
    def long() -> None:
        begun.set()
        gate.wait(20)

    enqueue("test.long", key="k")
    Effect.objects.update(due_at=timezone.now() - timedelta(seconds=6))

    remaining = Clockwork(app=app, lazy=True).tick()
    assert begun.wait(20)
    again = Clockwork(app=app, lazy=True).tick()
    gate.set()
    wait_for_errands()

    assert min(remaining, again) > 0.01
    assert [t.name for t in threading.enumerate()].count("errands") == 0


@pytest.mark.django_db(transaction=True)
def test_step_that_fails_holds_up_no_other_and_gets_a_new_connection(monkeypatch):
    seen: list[str] = []

    def breaks() -> None:
        raise OperationalError("the connection is lost")

    monkeypatch.setattr(ticking, "_steps", [breaks, lambda: seen.append("next")])

    ticking.follow_deadlines()

    assert seen == ["next"]
    assert Heartbeat.objects.filter(service="tick").exists()
