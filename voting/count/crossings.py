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

from voting.count.notation import (
    TWICE,
    BallotError,
    Ranking,
    Tier,
    parse_ranking,
    read_tier,
)
from voting.count.profile import collapse

MOST = 2**15
LONGEST = (
    24  # tiers: of longer ballots hardly two meet, and every crossing holds all names before it
)


def merge_rankings(
    ballots: Iterable[tuple[str | Ranking, int]], *, most: int = MOST
) -> dict[Ranking, int]:
    """Rankings that count as these ballots do, with how many of each.

    Ballots, in the notation or read already, are taken one by one; `BallotError` is raised for the
    first that cannot be read. Where many candidates make more than `most` crossings, the ballots
    that are left are only added up, as are those of more than `LONGEST` tiers.
    """
    long: dict[str | Ranking, int] = {}
    waiting = _put_by(ballots, long)
    paths = Paths()
    paths.lay(waiting, most)
    rest = (
        (b if isinstance(b, tuple) else parse_ranking(b), weight)
        for b, weight in chain(waiting, long.items())
    )
    return collapse(chain(paths.taken_up(), rest))


def _put_by(
    ballots: Iterable[tuple[str | Ranking, int]], long: dict[str | Ranking, int]
) -> Iterator[tuple[str | Ranking, int]]:
    """The ballots but for the long ones, which are added up where they are put by."""
    for ballot, weight in ballots:
        tiers = ballot.count(">") + 1 if isinstance(ballot, str) else len(ballot)
        if tiers > LONGEST:
            long[ballot] = long.get(ballot, 0) + weight
        else:
            yield ballot, weight


class Way:
    """From one crossing to the next: the tier named on it, and how many ballots go there."""

    __slots__ = ("ballots", "onward", "tier", "to")

    def __init__(self, tier: Tier, to: Crossing) -> None:
        self.ballots, self.tier, self.to = 0, tier, to
        self.onward = to.ways


class Crossing:
    """Where ballots meet that have named the same candidates; `ending` of them name nobody more.

    `ways`: those that lead on, by their tier as it stood on the ballot, written or read.
    """

    __slots__ = ("ending", "named", "ways")

    def __init__(self, named: Tier) -> None:
        self.named, self.ending = named, 0
        self.ways: dict[str | Tier, Way] = {}


class Paths:
    """Ballots laid out over their crossings."""

    def __init__(self) -> None:
        self._start = Crossing(frozenset())
        self._crossings = {self._start.named: self._start}

    def lay(self, ballots: Iterator[tuple[str | Ranking, int]], most: int) -> None:
        """Lay out ballots, until there are none left or more than `most` crossings.

        All that is done for every ballot is done here, without a call; a way is opened once.
        """
        for ballot, weight in ballots:
            here, ways = self._start, self._start.ways
            for key in (ballot.split(">") if ballot else ()) if isinstance(ballot, str) else ballot:
                try:
                    way = ways[key]
                except KeyError:
                    way = self._open(here, key)
                way.ballots += weight
                here, ways = way.to, way.onward
            here.ending += weight
            if len(self._crossings) > most:
                break

    def _open(self, here: Crossing, key: str | Tier) -> Way:
        """A way that nobody has gone yet: its tier is read, and checked against all before it."""
        tier = read_tier(key) if isinstance(key, str) else key
        if not here.named.isdisjoint(tier):
            raise BallotError(TWICE)
        reached = here.named | tier
        to = self._crossings.setdefault(reached, Crossing(reached))
        here.ways[key] = way = Way(tier, to)
        return way

    def taken_up(self) -> Iterator[tuple[Ranking, int]]:
        """Take ballots up again, as many at a time as go the same ways, until none is left."""
        while self._start.ways or self._start.ending:
            yield self._take_up()

    def _take_up(self) -> tuple[Ranking, int]:
        here, path = self._start, []
        while here.ways and not here.ending:
            key, way = next(reversed(here.ways.items()))
            path.append((here, key, way))
            here = way.to
        weight = min([here.ending, *(way.ballots for _, _, way in path)])
        here.ending -= weight
        for crossing, key, way in path:
            way.ballots -= weight
            if not way.ballots:
                del crossing.ways[key]
        return tuple(way.tier for _, _, way in path), weight
