"""Whoever compares a moment of an edition goes by the edition's clock, to the microsecond."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from award.mail.models import Effect
from award.programme.domain.calendar import calendar
from award.programme.domain.clock import database_now, edition_now
from award.programme.models import Edition
from nominations.domain.answering import accept_candidacy
from nominations.domain.asking import inform
from nominations.domain.clockwork import TELL_AFTER, tell_due
from nominations.domain.confirming import (
    GRACE,
    TooLate,
    confirm_by_code,
    confirm_from_same_browser,
)
from nominations.domain.erasing import erase_untold
from nominations.domain.merging import merge_candidates
from nominations.domain.reviewing import ReviewRefused, accept
from nominations.models import Nomination
from nominations.models.candidate import ERASE_AFTER
from tests.factories import (
    get_round,
    make_candidate,
    make_edition,
    make_entry,
    make_organiser,
)
from tests.nominations.making import code_of, send
from tests.time_travel import stopped_clock
from tests.voting.ballots.electorate import make_vote
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.reminding import BEFORE, remind_late_jurors

pytestmark = pytest.mark.django_db

MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Turn:
    """Something that turns from not yet to done at a moment of the edition's clock."""

    edition: Edition
    moment: datetime
    has_come: Callable[[], bool]


def send_and_confirm(edition: Edition, **fields: Any) -> Nomination:
    nomination = send(edition, **{"nominee_email": "disa@example.org"} | fields)
    return confirm_by_code(nomination, code_of(nomination))


def confirmation_is_too_late(**fields: Any) -> Turn:
    edition = make_edition("nomination", **fields)
    nomination = send(edition)

    def refused() -> bool:
        try:
            with transaction.atomic():
                confirm_from_same_browser(nomination)
                transaction.set_rollback(True)
        except TooLate:
            return True
        return False

    return Turn(edition, get_round(edition, "nomination").closes_at + GRACE, refused)


def nominee_is_told_by_itself(**fields: Any) -> Turn:
    edition = make_edition("nomination", **fields)
    nomination = send_and_confirm(edition)
    accept(nomination=nomination, by=make_organiser(edition))
    nomination.refresh_from_db()
    return Turn(edition, nomination.decided_at + TELL_AFTER, lambda: planned(tell_due))


def nominee_who_cannot_be_told_is_erased(**fields: Any) -> Turn:
    edition = make_edition("nomination", **fields)
    nomination = send_and_confirm(edition, nominee_email="")
    accept(nomination=nomination, by=make_organiser(edition))
    return Turn(edition, nomination.created_at + ERASE_AFTER, lambda: planned(erase_untold))


def planned(step: Callable[[], int]) -> bool:
    """Whether the step of the beat finds something to do; it is not done."""
    with transaction.atomic():
        found = step()
        transaction.set_rollback(True)
    return found == 1


def candidates_can_no_longer_be_made_one(**fields: Any) -> Turn:
    edition = make_edition("nomination", **fields)
    fold, organiser = make_entry(edition).candidate, make_organiser(edition)

    def refused() -> bool:
        keep = make_candidate(edition)
        try:
            with transaction.atomic():
                merge_candidates(keep=keep, fold=fold, by=organiser, reason="Samma person.")
                transaction.set_rollback(True)
        except ReviewRefused:
            return True
        return False

    return Turn(edition, get_round(edition, "jury").opens_at, refused)


def late_jurors_are_reminded(**fields: Any) -> Turn:
    edition = make_edition("jury", **fields)
    make_entry(edition)
    invite_juror(edition=edition, email="sen@example.org", by=make_organiser(edition))

    def planned() -> bool:
        remind_late_jurors()
        return Effect.objects.filter(name="jury.remind").exists()

    moment = get_round(edition, "jury").closes_at - BEFORE
    return Turn(edition, moment + MICROSECOND, planned)


def paper_is_put_away(**fields: Any) -> Turn:
    round = make_vote("vote", **fields)
    edition = round.edition
    page = reverse("vote", args=[edition.award.slug, edition.year])
    return Turn(edition, round.closes_at, lambda: "Röstningen är slut" in Client().get(page).text)


def result_is_out(**fields: Any) -> Turn:
    edition = make_edition("counting", **fields)
    return Turn(edition, edition.announce_at, lambda: calendar(edition).is_announced)


@pytest.mark.parametrize(
    "shift", [timedelta(0), timedelta(days=-420), timedelta(days=90, microseconds=11)]
)
@pytest.mark.parametrize(
    "make",
    [
        confirmation_is_too_late,
        nominee_is_told_by_itself,
        nominee_who_cannot_be_told_is_erased,
        candidates_can_no_longer_be_made_one,
        late_jurors_are_reminded,
        paper_is_put_away,
        result_is_out,
    ],
)
def test_turn_comes_at_its_moment_of_the_edition_s_clock(make, shift):
    turn = make(is_made_up=True, clock_shift=shift)

    found = []
    for after in (-MICROSECOND, timedelta(0), MICROSECOND):
        with stopped_clock(turn.moment + after - shift):
            found.append(turn.has_come())

    assert found == [False, True, True]


def test_moments_that_are_stored_are_the_edition_s():
    shift = timedelta(days=-420)
    edition = make_edition("nomination", is_made_up=True, clock_shift=shift)
    before = edition_now(edition)

    nomination = send_and_confirm(edition)
    candidate = accept(nomination=nomination, by=make_organiser(edition))
    inform(candidate, by=make_organiser(edition))
    accept_candidacy(candidate, name="Disa", title="", workplace="")

    nomination.refresh_from_db()
    candidate.refresh_from_db()
    moments = [
        nomination.created_at,
        nomination.confirmed_at,
        candidate.created_at,
        nomination.decided_at,
        candidate.informed_at,
        candidate.accepted_at,
    ]
    assert before < moments[0]
    assert sorted(moments) == moments
    assert moments[-1] < edition_now(edition)


def test_code_lives_by_the_reader_s_clock():
    """She reads her mail in her own time, in a rehearsal too."""
    edition = make_edition("nomination", is_made_up=True, clock_shift=timedelta(days=-420))

    nomination = send(edition)

    assert abs(nomination.code_sent_at - database_now()) < timedelta(minutes=1)
