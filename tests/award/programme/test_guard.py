import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from award.desk.domain.clock_moving import move_clock
from award.programme.domain.guard import RoundNotClosed, RoundNotOpen, hold_closed, hold_open
from award.programme.models import Round
from tests.factories import get_round, make_edition, move_round


@pytest.mark.django_db
def test_hold_open_returns_the_moment_it_was_open():
    round = get_round(make_edition("vote"), "vote")

    moment = hold_open(round.pk)

    assert round.contains(moment)


@pytest.mark.django_db
@pytest.mark.parametrize(("phase", "when"), [("jury", "early"), ("counting", "late")])
def test_hold_open_refuses_outside_the_window(phase, when):
    round = get_round(make_edition(phase), "vote")

    with pytest.raises(RoundNotOpen) as refusal:
        hold_open(round.pk)

    assert refusal.value.when == when
    assert refusal.value.closes_at == round.closes_at


@pytest.mark.django_db
def test_hold_open_refuses_at_the_very_moment_of_closing():
    """A clock read at or after closing is late: closes_at itself is outside."""
    round = get_round(make_edition("vote"), "vote")
    move_round(round, closes_in=timedelta(0))

    with pytest.raises(RoundNotOpen):
        hold_open(round.pk)


@pytest.mark.django_db
def test_hold_closed_refuses_while_open():
    round = get_round(make_edition("vote"), "vote")

    with pytest.raises(RoundNotClosed):
        hold_closed(round.pk)


@pytest.mark.django_db
def test_guard_of_a_round_that_is_not_there():
    with pytest.raises(Round.DoesNotExist):
        hold_open(0)


@pytest.mark.django_db(transaction=True)
def test_closer_waits_for_a_writer_that_was_let_in():
    round = get_round(make_edition("vote"), "vote")
    events: list[str] = []
    let_in, go_on = threading.Event(), threading.Event()

    def write() -> None:
        with transaction.atomic():
            hold_open(round.pk)
            let_in.set()
            go_on.wait(10)
            events.append("written")
        connection.close()

    def close() -> None:
        with transaction.atomic():
            Round.objects.select_for_update().get(pk=round.pk)
            events.append("closed")
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    let_in.wait(10)
    closer = threading.Thread(target=close)
    closer.start()
    closer.join(0.3)
    assert events == []
    go_on.set()
    writer.join(10)
    closer.join(10)

    assert events == ["written", "closed"]


@pytest.mark.django_db(transaction=True)
def test_closer_waits_also_when_the_clock_of_a_made_up_edition_jumps():
    """The clock is moved past the closing while a writer is in: she was let in, and is waited for."""
    edition = make_edition("vote", is_made_up=True)
    round = get_round(edition, "vote")
    events: list[str] = []
    let_in, go_on = threading.Event(), threading.Event()

    def write() -> None:
        with transaction.atomic():
            hold_open(round.pk)
            let_in.set()
            go_on.wait(10)
            events.append("written")
        connection.close()

    def close() -> None:
        with transaction.atomic():
            hold_closed(round.pk)
            events.append("closed")
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    let_in.wait(10)
    move_clock(edition, to=round.closes_at, by="rehearsal", reason="Stängt.")
    closer = threading.Thread(target=close)
    closer.start()
    closer.join(0.3)
    assert events == []
    go_on.set()
    writer.join(10)
    closer.join(10)

    assert events == ["written", "closed"]
