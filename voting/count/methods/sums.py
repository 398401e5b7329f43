"""Methods in which a ballot gives numbers and the sum decides: points and score."""

from __future__ import annotations

from fractions import Fraction

from voting.count.notation import BallotError, Scores, write_scores
from voting.count.outcome import Count, single_round
from voting.count.profile import Profile


def count_points(profile: Profile[Scores], *, seats: int = 1, budget: int | None = None) -> Count:
    """Cumulative voting: each ballot spreads a budget of points; the sum decides.

    `budget`: what a ballot may give away at most; a ballot that gives more raises `BallotError`.
    `seats`: the first `seats` places are elected.
    Source: the cumulative vote, e.g. Constitution of Illinois (1870), art. IV § 7, for its House.
    """
    if budget is not None:
        _check(profile, budget)
    return single_round("points", seats, profile.total, tally_scores(profile))


def count_score(profile: Profile[Scores], *, seats: int = 1) -> Count:
    """Score (range) voting: every candidate is scored by itself; whoever is not named gets 0.

    `seats`: the first `seats` places are elected (bloc score).
    Source: W. D. Smith, "Range voting" (2000), by totals.
    """
    return single_round("score", seats, profile.total, tally_scores(profile))


def tally_scores(profile: Profile[Scores]) -> dict[str, Fraction]:
    """The sum of every candidate's scores."""
    tallies = dict.fromkeys(profile.candidates, 0)
    for scores, weight in profile.ballots.items():
        for name, score in scores:
            tallies[name] += score * weight
    return {name: Fraction(tally) for name, tally in tallies.items()}


def prefers(scores: Scores, one: str, other: str) -> bool:
    """Whether the ballot scores `one` higher than `other`."""
    by_name = dict(scores)
    return by_name.get(one, 0) > by_name.get(other, 0)


def _check(profile: Profile[Scores], budget: int) -> None:
    for scores in profile.ballots:
        given = sum(score for _, score in scores)
        if given > budget:
            reason = f"{write_scores(scores)} gives {given} points, the budget is {budget}"
            raise BallotError(reason)
