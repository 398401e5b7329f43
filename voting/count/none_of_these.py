"""The run-off against "none of these"."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from fractions import Fraction

from voting.count.outcome import Count, CountRound, place
from voting.count.profile import Profile

Prefers = Callable[[Hashable, str, str], bool]


def run_off(count: Count, profile: Profile[Hashable], *, none: str, prefers: Prefers) -> Count:
    """The count after the candidate `none`, flagged as "none of these", has had its say.

    Whoever would take one of the seats is compared with it, place by place: where more ballots
    prefer `none` than the candidate, `none` takes that place and nobody after it is elected. For
    one seat this is the rule of the Hugo Awards. `prefers(ballot, one, other)` tells what a ballot
    says; a ballot that names one of two prefers that one. Each comparison is a round of its own.
    Source: Constitution of the World Science Fiction Society, section 3.12.3 (2024).
    """
    rounds: list[CountRound] = list(count.rounds)
    before: list[tuple[str, ...]] = []
    for placement in count.placements:
        if placement.place > count.seats:
            break
        others = tuple(name for name in placement.candidates if name != none)
        duels = [_duel(profile, name, none, prefers) for name in others]
        rounds += duels
        passed = not any(none in duel.elected for duel in duels)
        before += [others] if others and passed else []
        if not passed or none in placement.candidates:
            return _stopped(count, rounds, before, none)
    return replace(count, rounds=tuple(rounds))


def _duel(profile: Profile[Hashable], name: str, none: str, prefers: Prefers) -> CountRound:
    for_name = for_none = 0
    for ballot, weight in profile.ballots.items():
        for_name += weight * prefers(ballot, name, none)
        for_none += weight * prefers(ballot, none, name)
    stopped = for_none > for_name
    note = "run-off: none of these is preferred" if stopped else "run-off against none of these"
    tallies = {name: Fraction(for_name), none: Fraction(for_none)}
    return CountRound(tallies, (name,) if stopped else (), (none,) if stopped else (), note)


def _stopped(
    count: Count, rounds: list[CountRound], before: list[tuple[str, ...]], none: str
) -> Count:
    """`none` comes right after those who passed, and nobody else is elected."""
    kept = {name for group in before for name in group} | {none}
    after = [[n for n in p.candidates if n not in kept] for p in count.placements]
    groups = [*before, [none], *(group for group in after if group)]
    told = [replace(r, elected=tuple(n for n in r.elected if n in kept)) for r in rounds]
    return replace(count, rounds=tuple(told), placements=place(groups))
