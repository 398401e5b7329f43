"""Instant run-off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from voting.count.notation import Ranking
from voting.count.outcome import Count, CountRound, place
from voting.count.profile import Profile

Groups = list[list[str]]


def count_irv(profile: Profile[Ranking], *, seats: int = 1, order: Sequence[str] = ()) -> Count:
    """Instant run-off: the candidate with fewest votes leaves until one has a strict majority.

    A strict majority is more than half of the continuing votes. A ballot that ranks several
    continuing candidates equally highest gives each an equal part. `order` is the declared order
    of elimination for candidates that are tied for fewest votes now and in every earlier round,
    looking backwards: those named later leave first; without it, all of them leave together, and
    candidates of whom all are tied share the place.

    `seats`: place 1 is counted first; each further place is counted over again without the
    winners before it, as the Hugo Awards do.
    Source: Constitution of the World Science Fiction Society, section 6.4 (2024).
    """
    rounds: list[CountRound] = []
    groups: Groups = []
    standing = set(profile.candidates)
    while standing and len([n for g in groups for n in g]) < seats:
        run, winners, rest = _run(profile, standing, order)
        rounds += run
        groups.append(winners)
        standing -= set(winners)
        if not winners:
            break
    if len([n for g in groups for n in g]) >= seats:
        groups += _remaining(rest, standing)
    return Count("irv", seats, profile.total, tuple(rounds), place([g for g in groups if g]))


def _remaining(eliminated: Groups, standing: set[str]) -> Groups:
    """Below the seats: in reverse order of elimination in the last run."""
    return [[n for n in group if n in standing] for group in eliminated if set(group) & standing]


def _run(
    profile: Profile[Ranking], candidates: Iterable[str], order: Sequence[str]
) -> tuple[list[CountRound], list[str], Groups]:
    """One run to a winner: its rounds, who won, and the others, best first."""
    standing = set(candidates)
    rounds: list[CountRound] = []
    left: Groups = []
    while True:
        tallies = tally_first(profile, standing)
        votes = sum(tallies.values())
        best = [n for n, t in tallies.items() if 2 * t > votes]
        if best or len(standing) == 1:
            winners = best or sorted(standing)
            rounds.append(CountRound(tallies, (), tuple(winners)))
            return rounds, winners, _by_tally(tallies, winners) + left[::-1]
        leaving, note = _leaving(tallies, rounds, order)
        if len(set(tallies.values())) == 1 and not order:
            leaving = sorted(standing)
            rounds.append(CountRound(tallies, (), tuple(sorted(leaving)), "a tie for the place"))
            return rounds, sorted(leaving), left[::-1]
        rounds.append(CountRound(tallies, tuple(leaving), (), note))
        left.append(leaving)
        standing -= set(leaving)


def tally_first(profile: Profile[Ranking], standing: set[str]) -> dict[str, Fraction]:
    """Each ballot's vote to the continuing candidates it ranks highest, in equal parts."""
    tallies = dict.fromkeys(sorted(standing), Fraction(0))
    for ranking, weight in profile.ballots.items():
        top: frozenset[str] = next((r & standing for r in ranking if r & standing), frozenset())
        for name in top:
            tallies[name] += Fraction(weight, len(top))
    return tallies


def _by_tally(tallies: Mapping[str, Fraction], winners: Sequence[str]) -> Groups:
    levels: dict[Fraction, list[str]] = {}
    for name, tally in tallies.items():
        if name not in winners:
            levels.setdefault(tally, []).append(name)
    return [sorted(levels[t]) for t in sorted(levels, reverse=True)]


def _leaving(
    tallies: Mapping[str, Fraction], rounds: Sequence[CountRound], order: Sequence[str]
) -> tuple[list[str], str]:
    """Fewest votes now; among equals fewest in the round before, and so on; then the order."""
    lowest = [n for n, t in tallies.items() if t == min(tallies.values())]
    note = ""
    for earlier in reversed(rounds):
        if len(lowest) == 1:
            break
        fewest = min(earlier.tallies[n] for n in lowest)
        lowest = [n for n in lowest if earlier.tallies[n] == fewest]
        note = "tie for elimination: fewest votes in an earlier round"
    if len(lowest) > 1 and order:
        lowest = [max(lowest, key=lambda n: order.index(n) if n in order else -1)]
        note = "tie for elimination: the declared order"
    elif len(lowest) > 1:
        note = "tie for elimination: all leave together"
    return sorted(lowest), note
