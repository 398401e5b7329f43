"""Methods in which a ballot names candidates without order: single and approval."""

from __future__ import annotations

from fractions import Fraction

from voting.count.notation import Choice
from voting.count.outcome import Count, CountRound, Placement, rank
from voting.count.profile import Profile


def count_single(profile: Profile[Choice], *, seats: int = 1) -> Count:
    """Plurality: each ballot names one candidate; most votes wins.

    Source: the relative majority rule, e.g. Kommunallagen (2017:725) 5 kap. 55 §. `seats`: the
    candidates on the first `seats` places are elected (single non-transferable vote).
    """
    return _count("single", profile, seats)


def count_approval(profile: Profile[Choice], *, seats: int = 1) -> Count:
    """Approval voting: each ballot names as many as it likes, one vote to each.

    Source: Brams & Fishburn, "Approval Voting", American Political Science Review 72 (1978).
    """
    return _count("approval", profile, seats)


def tally_marks(profile: Profile[Choice]) -> dict[str, Fraction]:
    """How many ballots name each candidate."""
    tallies = dict.fromkeys(profile.candidates, 0)
    for ballot, weight in profile.ballots.items():
        for name in ballot:
            tallies[name] += weight
    return {name: Fraction(tally) for name, tally in tallies.items()}


def elected(placements: tuple[Placement, ...], seats: int) -> tuple[str, ...]:
    """Those whose whole group fits within the seats; a tie over the last seat elects nobody of it."""
    return tuple(
        name
        for p in placements
        if p.place + len(p.candidates) - 1 <= seats
        for name in p.candidates
    )


def _count(method: str, profile: Profile[Choice], seats: int) -> Count:
    tallies = tally_marks(profile)
    placements = rank(tallies)
    winners = elected(placements, seats)
    note = "" if winners else "a tie for the last seat"
    return Count(
        method, seats, profile.total, (CountRound(tallies, (), winners, note),), placements
    )
