"""Acts that hold what others wait for: nominators and organisers at once, and no error page."""

from __future__ import annotations

import threading
from contextlib import nullcontext
from functools import partial
from typing import Any

import pytest
from django.db import OperationalError, transaction
from psycopg.errors import DeadlockDetected

from award.desk.domain.editing import edit_edition, edit_organisation
from award.log.domain.recording import record
from award.log.models import LogEntry
from award.programme.domain.deadlocks import again_after_deadlock
from award.programme.models import Edition, Organisation
from nominations.domain.confirming import confirm_by_code
from nominations.domain.reviewing import accept
from nominations.models import Nomination
from tests.factories import make_edition, make_organisation, make_organiser
from tests.nominations.making import code_of, make_nomination, send
from tests.voting.ballots.electorate import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 3


def test_nominators_and_organisers_at_once_get_through():
    """Each logs, and each log entry leans on the edition that an organiser holds meanwhile."""
    edition = make_edition("nomination")
    by = make_organiser(edition)
    tasks: list[Any] = []
    for number in range(10 * ROUNDS):
        sent = send(edition, nominator_email=f"n{number}@example.org")
        tasks.append(partial(confirm_by_code, sent, code_of(sent)))
    for number in range(5 * ROUNDS):
        found = make_nomination(edition, nominee_name=f"Nominee {number}")
        place, name = {"place": f"Sal {number}"}, {"name": f"Förening {number}"}
        own = Edition.objects.select_related("award__organisation").get(pk=edition.pk)
        tasks.append(lambda found=found: accept(nomination=found, by=by))
        tasks.append(lambda own=own, place=place: edit_edition(own, changes=place, by=by))
        tasks.append(
            lambda own=own, name=name: edit_organisation(
                own.award.organisation, changes=name, by=by
            )
        )

    answers = all_at_once(tasks[::2] + tasks[1::2], threads=24)

    assert [a for a in answers if isinstance(a, Exception)] == []
    assert Nomination.objects.confirmed().count() == 15 * ROUNDS
    actions = LogEntry.objects.filter(action="nomination.confirmed")
    assert actions.count() == 10 * ROUNDS


@pytest.mark.parametrize(("no_key", "broken"), [(True, 0), (False, 1)])
def test_log_entry_does_not_wait_for_whoever_holds_what_it_is_about(no_key, broken):
    """With `no_key=False` as the negative control: the database breaks one of the two."""
    organisation = make_organisation()
    held, chained = threading.Event(), threading.Event()

    @transaction.atomic
    def editor() -> None:
        Organisation.objects.select_for_update(no_key=no_key).get(pk=organisation.pk)
        held.set()
        chained.wait(20)
        log_of(organisation)

    @transaction.atomic
    def another() -> None:
        held.wait(20)
        log_of(organisation)
        chained.set()

    answers = all_at_once([editor, another], threads=2)

    assert sum(isinstance(a, OperationalError) for a in answers) == broken, answers


@pytest.mark.parametrize(("again", "broken"), [(again_after_deadlock, 0), (lambda verb: verb, 1)])
def test_act_that_was_given_up_is_done_once_more_from_its_beginning(again, broken):
    """Without the second time, as the negative control, one of the two is an error."""
    rows = [make_organisation(name=""), make_organisation(name="")]
    both = threading.Barrier(2)
    met: set[str] = set()

    def crosswise(word: str, first: Organisation, second: Organisation) -> None:
        with transaction.atomic():
            _append(first, word)
            if word not in met:
                met.add(word)
                both.wait(20)
            _append(second, word)

    act = again(crosswise)
    answers = all_at_once([lambda: act("a", *rows), lambda: act("b", *rows[::-1])], threads=2)

    assert sum(isinstance(a, OperationalError) for a in answers) == broken, answers
    for row in rows:
        row.refresh_from_db()
        assert len(row.name) == 2 - broken, "done once or not at all"


@pytest.mark.parametrize(("given_up", "is_done"), [(1, True), (2, True), (3, False)])
def test_act_that_is_given_up_again_has_a_third_time_and_no_fourth(given_up, is_done):
    """Its second time may meet the same act, which had not yet woken."""
    tries = []

    @again_after_deadlock
    def unlucky() -> None:
        tries.append(1)
        if len(tries) <= given_up:
            raise OperationalError from DeadlockDetected()

    with nullcontext() if is_done else pytest.raises(OperationalError):
        unlucky()

    assert len(tries) == min(given_up + 1, 3)


def log_of(organisation: Organisation) -> None:
    record("organisation.edited", actor="system", object="x", organisation=organisation)


def _append(row: Organisation, word: str) -> None:
    held = Organisation.objects.select_for_update(no_key=True).get(pk=row.pk)
    held.name += word
    held.save(update_fields=["name"])


def test_another_fault_is_not_tried_again():
    tries: list[int] = []

    @again_after_deadlock
    def fails() -> None:
        tries.append(1)
        raise OperationalError("the server is away")

    with pytest.raises(OperationalError):
        fails()

    assert len(tries) == 1
