"""The brake on all mail: so many a minute, the rest in its turn, and none lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import F
from django.urls import reverse

from award.mail.domain.brake import BRAKED_FOR, is_braking, take_room
from award.mail.domain.claiming import claim
from award.mail.domain.health import health
from award.mail.domain.messaging import queue_text
from award.mail.models import Brake, Message
from tests.factories import make_edition, make_organiser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ten_a_minute(settings):
    settings.MAIL_PER_MINUTE = 10


def let_pass(seconds: float) -> None:
    time = timedelta(seconds=seconds)
    Brake.objects.update(at=F("at") - time, braked_at=F("braked_at") - time)


def queue(number: int, **fields) -> None:
    for n in range(number):
        queue_text(
            **{"occasion": f"test:{n}:{fields}", "recipient": "eva@example.org", "subject": "s", "text": "t"}
            | fields
        )  # fmt: skip


def test_so_many_leave_at_once_and_then_no_more():
    assert [take_room(6), take_room(6), take_room(6)] == [6, 4, 0]
    assert is_braking()


def test_room_comes_back_evenly_and_never_grows_beyond_a_minutes():
    take_room(10)
    let_pass(30)
    half = take_room(10)
    let_pass(3600)

    assert (half, take_room(50)) == (5, 10)


def test_where_nothing_had_to_wait_nothing_is_said():
    take_room(10)

    assert not is_braking()


def test_it_is_said_for_a_minute():
    take_room(11)
    let_pass(BRAKED_FOR.total_seconds() + 1)

    assert not is_braking()


def test_a_flood_waits_in_its_order_and_nothing_is_dropped():
    queue(25)

    sent = [len(claim(100)) for _ in range(3)]
    let_pass(60)
    sent.append(len(claim(100)))
    let_pass(60)
    sent.append(len(claim(100)))

    assert sent == [10, 0, 0, 10, 5]
    assert Message.objects.filter(state=Message.State.QUEUED).count() == 0


def test_what_waits_counts_as_no_attempt():
    queue(11)
    claim(100)

    assert Message.objects.get(state=Message.State.QUEUED).attempts == 0


def test_codes_to_sign_in_are_not_held_back():
    queue(10)
    claim(100)
    queue(3, priority=Message.Priority.SIGN_IN)

    assert len(claim(100)) == 3


def test_without_a_number_it_holds_nothing_back(settings):
    settings.MAIL_PER_MINUTE = 0
    queue(25)

    assert len(claim(100)) == 25
    assert Brake.objects.count() == 0


def test_the_desk_is_told(client):
    edition = make_edition()
    client.force_login(make_organiser(edition))
    page = reverse("desk_edition", args=[edition.award.slug, edition.year])
    before = client.get(page).content.decode()
    take_room(11)

    after = client.get(page).content.decode()

    assert health().braking
    assert ("högst 10 i minuten" in before, "högst 10 i minuten" in after) == (False, True)
