"""Instant run-off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from voting.count.methods.piles import Piles
from voting.count.notation import Ranking
from voting.count.outcome import Count, CountRound, levels, place
from voting.count.profile import Profile

Groups = list[list[str]]
Figures = Mapping[str, Mapping[str, Fraction]]
TIE_RULES = ("first_places", "earlier")
EARLIER = "tie for elimination: fewest votes in an earlier round"


@dataclass(frozen=True)
class TieRules:
    """How a tie for elimination is broken: rules in order, then an order of candidates.

    `figures` holds what a rule that is not of the count itself goes by. `down_to_two`: a tie of all
    who continue is broken as well, until two are left.
    """

    rules: tuple[str, ...]
    order: tuple[str, ...]
    figures: Figures
    down_to_two: bool

    def leave_alone(self, tied: int, continuing: int) -> bool:
        """Whether these share their place, or leave, together."""
        if tied < continuing:
            return False
        return continuing <= 2 if self.down_to_two else not self.order


def count_irv(
    profile: Profile[Ranking],
    *,
    seats: int = 1,
    ties: Sequence[str] = ("first_places",),
    tie_order: Sequence[str] = (),
    figures: Figures | None = None,
    down_to_two: bool = False,
) -> Count:
    """Instant run-off: the candidate with fewest votes leaves until one has a strict majority.

    A strict majority is more than half of the continuing votes. A ballot that ranks several
    continuing candidates equally highest gives each an equal part.

    Candidates tied for elimination: `ties` are tried in order, "first_places" (fewest votes in the
    first round leaves) and "earlier" (fewest votes in the round before, then the one before that);
    or the name of a mapping in `figures`, such as the jury's (the lowest there leaves; whoever is
    missing has 0); then `tie_order`, where those named later leave first. What is still tied leaves
    together, and when that is everybody who continues, they share the place. A tie of all who
    continue is left to `tie_order` alone, or, with `down_to_two`, broken like any other, one at a
    time, until two are left who share the place.

    `seats`: place 1 is counted first; each further place is counted over again without the
    winners before it, as the Hugo Awards do. Those below the seats stand in the reverse order of
    their elimination in the last of these runs.
    Source: Constitution of the World Science Fiction Society, section 6.4 (2024).
    """
    if unknown := set(ties) - set(TIE_RULES) - set(figures or {}):
        raise ValueError(f"not a rule for a tie for elimination: {', '.join(sorted(unknown))}")
    rules = TieRules(tuple(ties), tuple(tie_order), figures or {}, down_to_two)
    rounds: list[CountRound] = []
    groups: Groups = []
    rest: Groups = []
    standing = set(profile.candidates)
    while standing and (left := seats - sum(map(len, groups))) > 0:
        run, winners, rest = _run(profile, standing, rules, left)
        rounds += run
        groups.append(winners)
        standing -= set(winners)
    return Count("irv", seats, profile.total, tuple(rounds), place(groups + rest))


def _run(
    profile: Profile[Ranking], standing: set[str], rules: TieRules, seats: int
) -> tuple[list[CountRound], list[str], Groups]:
    """One run to a winner: its rounds, who won, and the others, best first.

    Those who share the place are elected where there are `seats` for all of them.
    """
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
            elected = tuple(leaving) if len(leaving) <= seats else ()
            rounds.append(CountRound(tallies, (), elected, "a tie for the place"))
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
    """Fewest votes now; among equals by the rules, then by the order."""
    lowest, note = levels(tallies)[-1], ""
    if rules.leave_alone(len(lowest), len(tallies)):
        return lowest, ""
    if rules.down_to_two or len(lowest) < len(tallies):
        for rule in rules.rules:
            lowest, note = _fewest(lowest, rule, rounds, rules, note)
    if len(lowest) == 1:
        return lowest, note
    if rules.order:
        return [_last(lowest, rules.order)], "tie for elimination: the declared order"
    return lowest, "tie for elimination: all leave together"


def _fewest(
    tied: list[str], rule: str, rounds: Sequence[CountRound], rules: TieRules, note: str
) -> tuple[list[str], str]:
    """Those of the tied who have least by the rule, and what parted them last."""
    if rule in rules.figures:
        found, said = [rules.figures[rule]], f"tie for elimination: lowest by {rule}"
    else:
        earlier = rounds[:1] if rule == "first_places" else rounds[::-1]
        found, said = [r.tallies for r in earlier], EARLIER
    for tallies in found:
        least = levels({name: tallies.get(name, Fraction(0)) for name in tied})[-1]
        if len(least) < len(tied):
            tied, note = least, said
    return tied, note


def _last(tied: Sequence[str], order: Sequence[str]) -> str:
    """Whoever the order names last; those it does not name count as last of all."""
    return max(tied, key=lambda n: (order.index(n) if n in order else len(order), n))
