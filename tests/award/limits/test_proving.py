"""Proof of work: ours, solved, in time, and once."""

from __future__ import annotations

import base64
import json
from datetime import timedelta

import pytest
import time_machine
from altcha import Challenge, Payload, create_challenge, solve_challenge
from django.utils import timezone

from award.limits.domain import proving
from award.limits.domain.proving import DEAREST, GOOD_FOR, LONGEST, new_challenge, redeem
from award.limits.models import UsedProof
from tests.voting.ballots.electorate import all_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(proving, "COST", 1)


def solve(text: str) -> str:
    challenge = Challenge.from_dict(json.loads(text))
    return Payload(challenge, solve_challenge(challenge)).to_base64()


def altered(proof: str, **parameters: object) -> str:
    said = json.loads(base64.b64decode(proof))
    said["challenge"]["parameters"] |= parameters
    return base64.b64encode(json.dumps(said).encode()).decode()


def test_a_solution_counts_once():
    proof = solve(new_challenge())

    assert [redeem(proof), redeem(proof)] == [True, False]
    assert UsedProof.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_solution_that_is_sent_ten_times_at_once_counts_once():
    proof = solve(new_challenge())

    answers = all_at_once([lambda: redeem(proof)] * 10, threads=5)

    assert sorted(answers) == [False] * 9 + [True]


def test_two_challenges_are_never_the_same():
    assert new_challenge() != new_challenge()


@pytest.mark.parametrize("words", ["", "x", "e30=", "bnVsbA==", "W10=", "å", "a" * (LONGEST + 1)])
def test_what_is_no_solution_is_none(words):
    assert redeem(words) is False


def test_a_solution_that_was_made_easier_is_none():
    proof = altered(solve(new_challenge()), keyPrefix="")

    assert redeem(proof) is False


def test_a_solution_to_somebody_elses_challenge_is_none():
    theirs = create_challenge(proving.ALGORITHM, 1, hmac_secret="theirs")

    assert redeem(solve(json.dumps(theirs.to_dict()))) is False


def test_a_wrong_solution_uses_nothing_up():
    proof = solve(new_challenge())
    said = json.loads(base64.b64decode(proof))
    said["solution"] = {"counter": 10**6, "derivedKey": "00" * 32}
    wrong = base64.b64encode(json.dumps(said).encode()).decode()

    assert redeem(wrong) is False
    assert redeem(proof) is True


def test_an_old_solution_is_none():
    proof = solve(new_challenge())

    with time_machine.travel(timezone.now() + GOOD_FOR + timedelta(minutes=1)):
        assert redeem(proof) is False


@pytest.mark.parametrize(
    ("pressure", "cost"), [(0.5, 1), (1.0, 1), (1.9, 1), (2.0, 2), (5.0, 5), (1000.0, DEAREST)]
)
def test_the_cost_follows_the_pressure(pressure, cost):
    assert json.loads(new_challenge(pressure=pressure))["parameters"]["cost"] == cost


def test_the_challenge_says_nothing_of_whoever_gets_it():
    parameters = json.loads(new_challenge())["parameters"]

    assert set(parameters) == {
        "algorithm", "cost", "keyLength", "keyPrefix", "nonce", "salt", "expiresAt",
    }  # fmt: skip
