"""The single divisible vote: a ballot's one point, in equal parts to whom it still names."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from math import lcm

from voting.count.notation import Choice
from voting.count.profile import Profile


class DivisibleVotes:
    """Points of the continuing nominees, kept up to date as nominees leave.

    Points are whole numbers of 1/`unit`, where the unit is the least common multiple of the
    ballots' sizes; `ballots` is how many ballots name each nominee.
    """

    def __init__(self, profile: Profile[Choice]) -> None:
        held = [(ballot, weight) for ballot, weight in profile.ballots.items() if ballot]
        self.unit = lcm(*range(1, 1 + max((len(ballot) for ballot, _ in held), default=1)))
        self._fraction = cache(lambda points: Fraction(points, self.unit))
        self.points = dict.fromkeys(profile.candidates, 0)
        self.ballots = dict.fromkeys(profile.candidates, 0)
        self._continuing = [set(ballot) for ballot, _ in held]
        self._weights = [weight for _, weight in held]
        self._naming: dict[str, list[int]] = {name: [] for name in profile.candidates}
        for number, (ballot, weight) in enumerate(held):
            for name in ballot:
                self._naming[name].append(number)
                self.ballots[name] += weight
                self.points[name] += weight * self.unit // len(ballot)

    def tallies(self) -> dict[str, Fraction]:
        """Points of each continuing nominee."""
        return {name: self._fraction(points) for name, points in self.points.items()}

    def remove(self, names: Iterable[str]) -> None:
        """Give the parts of those who leave to their companions, ballot by ballot."""
        for name in names:
            del self.points[name]
            for number in self._naming[name]:
                continuing = self._continuing[number]
                weight = self._weights[number] * self.unit
                before = weight // len(continuing)
                continuing.discard(name)
                for companion in continuing:
                    self.points[companion] += weight // len(continuing) - before
