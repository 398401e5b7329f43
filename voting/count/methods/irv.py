"""Instant run-off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from voting.count.methods.piles import Piles
from voting.count.notation import Ranking
from voting.count.outcome import Count, CountRound, levels, place
from voting.count.profile import Profile

Groups = list[list[str]]
TIE_RULES = ("first_places", "earlier")


@dataclass(frozen=True)
class TieRules:
    """How a tie for elimination is broken: rules in order, then an order of candidates."""

    rules: tuple[str, ...]
    order: tuple[str, ...]


def count_irv(
    profile: Profile[Ranking],
    *,
    seats: int = 1,
    ties: Sequence[str] = ("first_places",),
    tie_order: Sequence[str] = (),
) -> Count:
    """Instant run-off: the candidate with fewest votes leaves until one has a strict majority.

    A strict majority is more than half of the continuing votes. A ballot that ranks several
    continuing candidates equally highest gives each an equal part.

    Candidates tied for elimination: `ties` are tried in order, "first_places" (fewest votes in the
    first round leaves) and "earlier" (fewest votes in the round before, then the one before that);
    then `tie_order`, where those named later leave first. What is still tied leaves together, and
    when that is everybody who continues, they share the place.

    `seats`: place 1 is counted first; each further place is counted over again without the
    winners before it, as the Hugo Awards do. Those below the seats stand in the reverse order of
    their elimination in the last of these runs.
    Source: Constitution of the World Science Fiction Society, section 6.4 (2024).
    """
    if unknown := set(ties) - set(TIE_RULES):
        raise ValueError(f"not a rule for a tie for elimination: {', '.join(sorted(unknown))}")
    rules = TieRules(tuple(ties), tuple(tie_order))
    rounds: list[CountRound] = []
    groups: Groups = []
    rest: Groups = []
    standing = set(profile.candidates)
    while standing and sum(map(len, groups)) < seats:
        run, winners, rest = _run(profile, standing, rules)
        rounds += run
        groups.append(winners)
        standing -= set(winners)
    return Count("irv", seats, profile.total, tuple(rounds), place(groups + rest))


def _run(
    profile: Profile[Ranking], standing: set[str], rules: TieRules
) -> tuple[list[CountRound], list[str], Groups]:
    """One run to a winner: its rounds, who won, and the others, best first."""
    piles = Piles(profile.ballots, standing)
    rounds: list[CountRound] = []
    left: Groups = []
    while True:
        tallies = piles.tallies()
        winners = _majority(tallies)
        if winners:
            rounds.append(CountRound(tallies, (), tuple(winners)))
            return rounds, winners, _others(tallies, winners) + left[::-1]
        leaving, note = _leaving(tallies, rounds, rules)
        if len(leaving) == len(tallies):
            rounds.append(CountRound(tallies, (), tuple(leaving), "a tie for the place"))
            return rounds, leaving, left[::-1]
        rounds.append(CountRound(tallies, tuple(leaving), (), note))
        left.append(leaving)
        piles.remove(leaving)


def _majority(tallies: dict[str, Fraction]) -> list[str]:
    votes = sum(tallies.values())
    return [name for name, t in tallies.items() if 2 * t > votes or len(tallies) == 1]


def _others(tallies: dict[str, Fraction], winners: Sequence[str]) -> Groups:
    return levels({name: t for name, t in tallies.items() if name not in winners})


def _leaving(
    tallies: dict[str, Fraction], rounds: Sequence[CountRound], rules: TieRules
) -> tuple[list[str], str]:
    """Fewest votes now; among equals by the rules; a tie of all who continue is left to the order."""
    lowest, note = levels(tallies)[-1], ""
    if len(lowest) < len(tallies):
        for rule in rules.rules:
            lowest, note = _fewest(lowest, _earlier(rule, rounds), note)
    if len(lowest) == 1:
        return lowest, note
    if rules.order:
        return [_last(lowest, rules.order)], "tie for elimination: the declared order"
    return lowest, "tie for elimination: all leave together"


def _earlier(rule: str, rounds: Sequence[CountRound]) -> Sequence[CountRound]:
    return rounds[:1] if rule == "first_places" else rounds[::-1]


def _fewest(tied: list[str], rounds: Sequence[CountRound], note: str) -> tuple[list[str], str]:
    for earlier in rounds:
        if len(tied) > 1:
            tied = levels({name: earlier.tallies[name] for name in tied})[-1]
            note = "tie for elimination: fewest votes in an earlier round"
    return tied, note


def _last(tied: Sequence[str], order: Sequence[str]) -> str:
    """Whoever the order names last; those it does not name count as last of all."""
    return max(tied, key=lambda n: (order.index(n) if n in order else len(order), n))
