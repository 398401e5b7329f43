"""After a restore nothing happens by itself, until somebody has looked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from award.log.models import LogEntry
from award.mail.domain import ticking
from award.mail.domain.claiming import claim
from award.mail.domain.messaging import queue_text
from award.mail.domain.outbox import enqueue, run_due
from award.mail.domain.standstill import go_on, stand_still, stands_still
from award.mail.models import Effect, Heartbeat, Message, Outage
from award.programme.domain.clock import database_now
from tests.factories import make_edition, make_organiser

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def mail(occasion: str, priority: Message.Priority) -> Message:
    queue_text(
        occasion=occasion,
        recipient="eva@example.org",
        subject="Hej",
        text="Hej",
        priority=priority,
    )
    return Message.objects.get(occasion=occasion)


def test_the_tick_follows_no_deadline_and_says_that_it_lives(monkeypatch):
    done = []
    monkeypatch.setattr(ticking, "_steps", [lambda: done.append("sealed")])
    stand_still(database_now() - HOUR)

    ticking.follow_deadlines()

    assert done == []
    assert Heartbeat.objects.filter(service="tick").exists()
    go_on("Olga har tittat.")
    ticking.follow_deadlines()
    assert done == ["sealed"]


def test_the_time_since_the_copy_is_known_as_an_outage_all_the_same():
    Heartbeat.objects.create(service="tick", at=database_now() - HOUR)
    stand_still(database_now() - HOUR)

    ticking.follow_deadlines()

    assert Outage.objects.get().ended_at - Outage.objects.get().began_at >= HOUR


def test_no_effect_is_carried_out():
    enqueue("results.tell", key="announce:1:1", arguments={"result": 1})
    stand_still(database_now() - HOUR)

    assert run_due() == 0
    assert Effect.objects.get().attempts == 0


def test_only_a_code_that_is_asked_for_now_is_mailed():
    old = mail("code-before", Message.Priority.CODE)
    Message.objects.filter(pk=old.pk).update(due_at=database_now() - HOUR)
    mail("news", Message.Priority.REST)
    stand_still(database_now() - HOUR)
    Message.objects.filter(pk=old.pk).update(due_at=database_now() - HOUR)
    asked = mail("code-now", Message.Priority.SIGN_IN)
    Message.objects.filter(pk=asked.pk).update(due_at=database_now())

    assert [message.occasion for message in claim(10)] == ["code-now"]
    go_on("Olga har tittat.")
    assert {message.occasion for message in claim(10)} == {"code-before", "news"}


def test_the_desk_says_so_and_the_log_says_when_it_began_and_ended(client):
    edition = make_edition("vote")
    client.force_login(make_organiser(edition))
    stand_still(database_now() - HOUR)

    page = client.get(reverse("desk_edition", args=[edition.award.slug, edition.year])).text

    assert page.count("Allt lades tillbaka från kopian av") == 1
    assert "Allt står still sedan det lades tillbaka" in page
    assert go_on("Olga har tittat.")
    assert not stands_still()
    assert not go_on("Igen.")
    entries = LogEntry.objects.filter(action__startswith="platform.").order_by("seq")
    assert [entry.action for entry in entries] == ["platform.restored", "platform.goes_on"]


def test_it_begins_once():
    stand_still(database_now())
    stand_still(database_now())

    assert LogEntry.objects.filter(action="platform.restored").count() == 0
    assert stands_still()
