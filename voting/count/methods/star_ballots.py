"""What STAR asks of its ballots."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations

from voting.count.methods.duels import Duels
from voting.count.methods.sums import tally_scores
from voting.count.notation import Scores
from voting.count.outcome import levels
from voting.count.profile import Profile


class StarBallots:
    """Totals, scores of the top and duels, each tallied once over all ballots."""

    def __init__(self, profile: Profile[Scores], top: int) -> None:
        self.totals = tally_scores(profile)
        given = max((s for scores in profile.ballots for _, s in scores), default=0)
        self.highest = _tally_highest(profile, max(given, top))
        self._duels = _tally_duels(profile)

    def duel(self, one: str, other: str) -> dict[str, Fraction]:
        """How many ballots score each of two above the other."""
        return {
            one: Fraction(self._duels[one, other]),
            other: Fraction(self._duels[other, one]),
        }

    def by_duels_lost(self, tied: Sequence[str]) -> list[list[str]]:
        """The tied in groups, fewest duels lost among themselves first."""
        duels = self._duels
        lost = {
            name: sum(duels[other, name] > duels[name, other] for other in tied if other != name)
            for name in tied
        }
        return levels({name: Fraction(-count) for name, count in lost.items()})


def _tally_highest(profile: Profile[Scores], top: int) -> dict[str, Fraction]:
    found = dict.fromkeys(profile.candidates, Fraction(0))
    for scores, weight in profile.ballots.items():
        for name, score in scores:
            if score == top:
                found[name] += weight
    return found


def _tally_duels(profile: Profile[Scores]) -> Duels:
    """How many ballots score the first of each pair above the second; not scored is 0."""
    duels: Duels = dict.fromkeys(permutations(profile.candidates, 2), 0)
    for scores, weight in profile.ballots.items():
        below = set(profile.candidates)
        by_score: dict[int, list[str]] = {}
        for name, score in scores:
            if score:
                by_score.setdefault(score, []).append(name)
        for score in sorted(by_score, reverse=True):
            below.difference_update(by_score[score])
            for name in by_score[score]:
                for other in below:
                    duels[name, other] += weight
    return duels
