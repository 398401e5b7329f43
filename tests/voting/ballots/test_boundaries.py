"""The half-open window to the microsecond: the database's clock is read as it would stand there."""

import pytest

from award.programme.domain import guard
from award.programme.domain.guard import RoundNotOpen
from tests.voting.ballots.electorate import make_vote, vote_for
from voting.ballots.models import Ballot

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock_at(monkeypatch):
    def set_clock(edge: str, microseconds: int) -> None:
        reading = f"{edge} + interval '{microseconds} microseconds'"
        sql = f"SELECT opens_at, closes_at, {reading} FROM programme_round WHERE id = %s"
        monkeypatch.setattr(guard, "_WINDOW", sql)

    return set_clock


@pytest.mark.parametrize(("edge", "microseconds"), [("closes_at", -1), ("opens_at", 0)])
def test_vote_just_inside_the_window_is_cast(clock_at, edge, microseconds):
    round = make_vote()
    clock_at(edge, microseconds)

    receipt = vote_for(round, "anna")

    assert Ballot.objects.get().receipt == receipt.code
    assert round.contains(receipt.cast_at)


@pytest.mark.parametrize(
    ("edge", "microseconds", "when"),
    [("closes_at", 0, "late"), ("closes_at", 1, "late"), ("opens_at", -1, "early")],
)
def test_vote_just_outside_the_window_is_refused(clock_at, edge, microseconds, when):
    round = make_vote()
    clock_at(edge, microseconds)

    with pytest.raises(RoundNotOpen) as refusal:
        vote_for(round, "anna")

    assert (refusal.value.when, Ballot.objects.count()) == (when, 0)
