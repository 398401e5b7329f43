"""Many rankings made few, where no method can tell the difference.

Two ballots that have named the same candidates, in whatever order, may exchange what follows: every
method here asks rankings only for their steps, that is, how many ballots go from a set of
candidates on to a next tier. (IRV: a ballot is with a tier when all above it have left; Schulze:
who stands above whom; Borda: how many stand above.) An exchange keeps every step. So ballots are
laid out as paths that cross wherever the same candidates have been named, and read out again as
any rankings that go the same ways as often. Of n candidates without equals these are at most
(n/2 + 1)·2^n, however many ballots there are, and nothing more is held in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from voting.count.notation import TWICE, BallotError, Ranking, Tier, Tiers, read_tier, read_tiers
from voting.count.profile import collapse

MOST = 2**15


def merge_rankings(ballots: Iterable[tuple[Tiers, int]], *, most: int = MOST) -> dict[Ranking, int]:
    """Rankings that count as these ballots do, with how many of each.

    Ballots are read one by one; `BallotError` is raised for the first that cannot be. Where many
    candidates make more than `most` crossings, the ballots that are left are only added up.
    """
    waiting = iter(ballots)
    paths = Paths()
    paths.lay(waiting, most)
    rest = ((read_tiers(tiers), weight) for tiers, weight in waiting)
    return collapse(chain(paths.taken_up(), rest))


class Way:
    """From one crossing to the next: the tier named on it, and how many ballots go there."""

    __slots__ = ("ballots", "tier", "to")

    def __init__(self, tier: Tier, to: Crossing) -> None:
        self.ballots, self.tier, self.to = 0, tier, to


class Crossing(dict["str | Tier", Way]):
    """Where ballots meet that have named the same candidates; `ending` of them name nobody more.

    The ways on are found by their tier, or its text; one that is not there yet is made when it is
    asked for, so that each is read and checked once and not for every ballot.
    """

    __slots__ = ("crossings", "ending", "named")

    def __init__(self, named: Tier, crossings: dict[Tier, Crossing]) -> None:
        self.named, self.crossings, self.ending = named, crossings, 0
        crossings[named] = self

    def __missing__(self, key: str | Tier) -> Way:
        tier = read_tier(key)
        if not self.named.isdisjoint(tier):
            raise BallotError(TWICE)
        reached = self.named | tier
        found = self.crossings.get(reached)
        self[key] = way = Way(tier, Crossing(reached, self.crossings) if found is None else found)
        return way


class Paths:
    """Ballots laid out over their crossings."""

    def __init__(self) -> None:
        self._crossings: dict[Tier, Crossing] = {}
        self._start = Crossing(frozenset(), self._crossings)

    def lay(self, ballots: Iterator[tuple[Tiers, int]], most: int) -> None:
        """Lay out ballots, until there are none left or more than `most` crossings."""
        for tiers, weight in ballots:
            here = self._start
            for key in tiers:
                way = here[key]
                way.ballots += weight
                here = way.to
            here.ending += weight
            if len(self._crossings) > most:
                break

    def taken_up(self) -> Iterator[tuple[Ranking, int]]:
        """Take ballots up again, as many at a time as go the same ways, until none is left."""
        while self._start or self._start.ending:
            yield self._take_up()

    def _take_up(self) -> tuple[Ranking, int]:
        here, path = self._start, []
        while here and not here.ending:
            key, way = next(reversed(here.items()))
            path.append((here, key, way))
            here = way.to
        weight = min([here.ending, *(way.ballots for _, _, way in path)])
        here.ending -= weight
        for crossing, key, way in path:
            way.ballots -= weight
            if not way.ballots:
                del crossing[key]
        return tuple(way.tier for _, _, way in path), weight
