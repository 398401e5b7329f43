"""Fail at the n-th statement, for every n: afterwards it is as before, or done; never between."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import OperationalError, connection

from award.log.models import LogEntry
from award.mail.domain.codes import HOUR
from award.mail.models import Message
from nominations.domain.confirming import confirm_by_code
from nominations.domain.submitting import submit
from nominations.models import Nomination
from tests.factories import get_round, make_edition
from tests.nominations.making import code_of, make_wording
from tests.voting.ballots.browsing import code_mailed_to
from tests.voting.ballots.electorate import make_vote, vote_for
from voting.ballots.domain import casting
from voting.ballots.domain.confirming import confirm_vote
from voting.ballots.domain.forgetting import UNCONFIRMED_KEPT_FOR
from voting.ballots.domain.requesting import request_vote
from voting.ballots.models import Ballot, CodeMail, PendingVote, Voter

pytestmark = pytest.mark.django_db(transaction=True)
TABLES = (Ballot, Voter, PendingVote, CodeMail, Message, Nomination, LogEntry)
EMAIL = "eva@example.org"
MOST = 60


class Cut(OperationalError):
    """The connection was cut at a statement."""


@contextmanager
def cut_at(number: int):
    """Let so many statements through, and fail at the next."""
    left = [number]

    def count(execute, sql, params, many, context):
        left[0] -= 1
        if left[0] < 0:
            raise Cut
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield


def everything() -> dict[str, list]:
    """What is stored, all columns of it."""
    return {table.__name__: list(table.objects.order_by("pk").values()) for table in TABLES}


def sweep(act: Callable[[], object]) -> int:
    """Cut at the first statement, the second, …, until it goes through; how many cuts there were.

    Every cut leaves all as it was, and the same act can be done again after it.
    """
    for number in range(MOST):
        before = everything()
        try:
            with cut_at(number):
                act()
        except Cut:
            assert everything() == before, f"cut at statement {number}"
        else:
            return number
    raise AssertionError("it never ends")


@pytest.fixture
def round():
    return make_vote(categories=2)


def choices() -> dict[str, str]:
    return {"kategori-1": "anna", "kategori-2": "berit"}


def ask(round, submission) -> PendingVote:
    return request_vote(round=round, email=EMAIL, choices=choices(), submission=submission)


def test_cast_is_whole_or_nothing_at_every_statement(round):
    submission = uuid4()

    cuts = sweep(lambda: vote_for(round, "", email=EMAIL, choices=choices(), submission=submission))

    assert cuts >= 4
    assert (Ballot.objects.count(), Voter.objects.count()) == (2, 1)


def test_request_is_whole_or_nothing_at_every_statement(round):
    submission = uuid4()

    cuts = sweep(lambda: ask(round, submission))

    assert cuts >= 5
    assert PendingVote.objects.count() == Message.objects.count() == CodeMail.objects.count() == 1


def test_confirmed_vote_is_whole_or_nothing_at_every_statement(round):
    pending = ask(round, uuid4())
    code = code_mailed_to(EMAIL)

    cuts = sweep(lambda: confirm_vote(pending, code))

    assert cuts >= 8
    assert Ballot.objects.count() == 2
    assert PendingVote.objects.get().done_at is not None


def test_nomination_is_whole_or_nothing_at_every_statement():
    edition = make_edition("nomination")
    arguments = {
        "round": get_round(edition, "nomination"),
        "category": edition.categories.get(),
        "wording": make_wording(),
        "submission": uuid4(),
    }

    cuts = sweep(lambda: submit(**arguments))
    nomination = Nomination.objects.get()
    more = sweep(lambda: confirm_by_code(nomination, code_of(nomination)))

    assert (cuts >= 5, more >= 3) == (True, True)
    assert Message.objects.count() == 1
    assert Nomination.objects.get().confirmed_at is not None


def test_sweep_would_see_a_vote_that_is_stored_in_two_steps(round, monkeypatch):
    """Negative control: without the transaction the voter stands there without a ballot."""
    monkeypatch.setattr(casting, "hold_open", lambda _: round.opens_at)
    in_two_steps = inspect.unwrap(casting.cast)

    with pytest.raises(AssertionError, match="cut at statement"):
        sweep(
            lambda: in_two_steps(round=round, identity=EMAIL, choices=choices(), submission=uuid4())
        )


def test_what_codes_are_counted_by_is_kept_for_as_long_as_they_are_counted():
    assert UNCONFIRMED_KEPT_FOR >= HOUR
