"""STAR: score, then automatic run-off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from voting.count.methods.star_ballots import StarBallots
from voting.count.notation import Scores
from voting.count.outcome import Count, CountRound, levels, place
from voting.count.profile import Profile

TOP = 5


@dataclass(frozen=True)
class Finalists:
    """`through` are in the run-off; `needed` more come from `tied`, whom nothing parts."""

    through: tuple[str, ...]
    tied: tuple[str, ...] = ()
    needed: int = 0
    note: str = ""

    def pairs(self) -> list[tuple[str, str]]:
        """Every run-off that the tie allows."""
        found = [(*self.through, *more) for more in combinations(self.tied, self.needed)]
        return [(one, other) for one, other in found]


def count_star(
    profile: Profile[Scores], *, seats: int = 1, top: int = TOP, tie_order: Sequence[str] = ()
) -> Count:
    """Score, then automatic run-off between the two with the highest scores.

    Ties for the run-off: the tied are compared two by two, whoever lost most of these duels is
    out, again and again; then whoever has most scores of `top` is through. Ties in the run-off:
    the higher score, then most scores of `top` (or of the highest score given, if that is more).
    Then `tie_order`, the best first; without it every run-off that the tie allows is held, and all
    who win one share the place.

    `seats`: bloc STAR, each place counted over again without those already placed; rounds are kept
    for the first `seats` places.
    Source: Equal Vote Coalition, starvoting.org/ties, "Official Tiebreaker Protocol" (2023).
    """
    ballots = StarBallots(profile, top)
    standing = list(profile.candidates)
    rounds: list[CountRound] = []
    groups: list[list[str]] = []
    while standing:
        left = seats - sum(map(len, groups))
        winners, steps = _place(ballots, standing, tie_order, left)
        rounds += steps if left > 0 else []
        groups.append(winners)
        standing = [name for name in standing if name not in winners]
    return Count("star", seats, profile.total, tuple(rounds), place(groups))


def _place(
    ballots: StarBallots, standing: Sequence[str], order: Sequence[str], seats: int
) -> tuple[list[str], list[CountRound]]:
    """Who takes the next place, and the rounds that led there; elected if `seats` are enough."""
    totals = {name: ballots.totals[name] for name in sorted(standing)}
    if len(standing) == 1:
        return list(standing), [CountRound(totals, (), tuple(standing), "nobody else is left")]
    finalists = _finalists(ballots, totals, order)
    kept = {*finalists.through, *finalists.tied}
    score_round = CountRound(totals, tuple(sorted(kept ^ set(totals))), (), finalists.note)
    run_offs = [_run_off(ballots, *pair, order) for pair in finalists.pairs()]
    winners = sorted({name for run_off in run_offs for name in run_off.elected})
    rounds = [score_round]
    for run_off in run_offs:
        last = run_off is run_offs[-1] and len(winners) <= seats
        shared = tuple(winners) if last else ()
        rounds.append(CountRound(run_off.tallies, (), shared, run_off.note))
    return winners, rounds


def _finalists(
    ballots: StarBallots, totals: Mapping[str, Fraction], order: Sequence[str]
) -> Finalists:
    through: tuple[str, ...] = ()
    for group in levels(totals):
        needed = 2 - len(through)
        if len(group) > needed:
            return _narrow(ballots, through, group, order)
        through += tuple(group)
        if len(through) == 2:
            break
    return Finalists(tuple(sorted(through)))


def _narrow(
    ballots: StarBallots, through: tuple[str, ...], tied: list[str], order: Sequence[str]
) -> Finalists:
    """Part the tied by duels lost among them, then by scores of the top, then by the order."""
    note = "tie for the run-off: duels among the tied, then most highest scores"
    while True:
        groups = ballots.by_duels_lost(tied)
        if len(groups) > 1:
            groups = [[name for group in groups[:-1] for name in group], groups[-1]]
        else:
            groups = levels({name: ballots.highest[name] for name in tied})
        if len(groups) == 1 and order:
            groups = [[name] for name in _ordered(tied, order)]
            note = "tie for the run-off: the declared order"
        if len(groups) == 1:
            note = "tie for the run-off: every pair of the tied is tried"
            return Finalists(through, tuple(tied), 2 - len(through), note)
        if len(groups[0]) > 2 - len(through):
            tied = groups[0]
        else:
            through += tuple(groups[0])
            tied = sorted(name for group in groups[1:] for name in group)
        if len(through) == 2:
            return Finalists(tuple(sorted(through)), note=note)


def _run_off(ballots: StarBallots, one: str, other: str, order: Sequence[str]) -> CountRound:
    """The run-off of two, with the winner or both as elected."""
    duel = ballots.duel(one, other)
    tied, note = [one, other], ""
    for rule, name in (
        (duel, ""),
        (ballots.totals, "tie in the run-off: the higher score"),
        (ballots.highest, "tie in the run-off: most highest scores"),
    ):
        if len(tied) > 1:
            tied, note = levels({n: rule[n] for n in tied})[0], name
    if len(tied) > 1 and order:
        tied, note = _ordered(tied, order)[:1], "tie in the run-off: the declared order"
    elif len(tied) > 1:
        note = "a tie in the run-off"
    return CountRound(duel, (), tuple(tied), note)


def _ordered(names: Iterable[str], order: Sequence[str]) -> list[str]:
    return sorted(names, key=lambda n: (order.index(n) if n in order else len(order), n))
