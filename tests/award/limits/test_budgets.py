"""Budgets are counted in PostgreSQL, one use after the other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import F

from award.limits.domain.budgets import Budget, has_room, spend, used
from award.limits.domain.forgetting import forget_yesterday
from award.limits.models import AskedMail, Use, UsedProof
from award.programme.domain.clock import database_now
from tests.voting.ballots.electorate import all_at_once

pytestmark = pytest.mark.django_db

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
TWO_A_MINUTE = Budget("test", ((2, MINUTE), (4, DAY)))


def let_pass(time: timedelta) -> None:
    Use.objects.update(at=F("at") - time)


def test_a_budget_ends_and_comes_back():
    spent = [spend(TWO_A_MINUTE, "eva") for _ in range(3)]
    let_pass(MINUTE)

    assert spent == [True, True, False]
    assert spend(TWO_A_MINUTE, "eva") is True


def test_a_longer_limit_holds_too():
    for _ in range(2):
        spend(TWO_A_MINUTE, "eva"), spend(TWO_A_MINUTE, "eva")
        let_pass(MINUTE)

    assert spend(TWO_A_MINUTE, "eva") is False


def test_everybody_has_her_own():
    spend(TWO_A_MINUTE, "eva"), spend(TWO_A_MINUTE, "eva")

    assert (has_room(TWO_A_MINUTE, "eva"), has_room(TWO_A_MINUTE, "maja")) == (False, True)


def test_asking_whether_there_is_room_uses_nothing():
    assert [has_room(TWO_A_MINUTE, "eva") for _ in range(9)] == [True] * 9
    assert used(TWO_A_MINUTE, "eva", within=DAY) == 0


@pytest.mark.django_db(transaction=True)
def test_thirty_at_once_get_what_there_is():
    answers = all_at_once([lambda: spend(TWO_A_MINUTE, "eva")] * 30, threads=15)

    assert answers.count(True) == 2


def test_nobodys_name_is_kept():
    spend(TWO_A_MINUTE, "eva@example.org")

    assert "eva" not in Use.objects.get().key


def test_after_a_day_everything_is_forgotten():
    now = database_now()
    for age in (timedelta(hours=23), timedelta(hours=25)):
        Use.objects.create(budget="test", key="x", at=now - age)
        AskedMail.objects.create(address="a", network="n", at=now - age, due_at=now)
        UsedProof.objects.create(nonce=str(age), at=now - age)

    assert forget_yesterday() == 3
    assert [m.objects.count() for m in (Use, AskedMail, UsedProof)] == [1, 1, 1]
