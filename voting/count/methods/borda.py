"""Borda's method."""

from __future__ import annotations

from fractions import Fraction

from voting.count.notation import Ranking
from voting.count.outcome import Count, single_round
from voting.count.profile import Profile


def count_borda(profile: Profile[Ranking], *, seats: int = 1) -> Count:
    """Borda: with n candidates, n-1 points to the first, n-2 to the second … 0 to the last.

    Equals share the points of the places they fill, and so do the unranked, who come last and
    equal. `seats`: the first `seats` places are elected (bloc Borda).
    Source: J.-C. de Borda, "Mémoire sur les élections au scrutin" (1781); equals and unranked as
    averages, D. Black, "The Theory of Committees and Elections" (1958), also called "fair"
    truncation.
    """
    return single_round("borda", seats, profile.total, tally_borda(profile))


def tally_borda(profile: Profile[Ranking]) -> dict[str, Fraction]:
    """Points of every candidate over all ballots.

    A place above n candidates and beside m others is worth n + m/2. Points are added up doubled,
    as whole numbers, and what the unranked of a ballot get is given to everybody at once.
    """
    doubled = dict.fromkeys(profile.candidates, 0)
    everybody, for_all = len(profile.candidates), 0
    for ranking, weight in profile.ballots.items():
        unranked = everybody - sum(map(len, ranking))
        base = unranked - 1
        for_all += base * weight
        twice_left = 2 * everybody
        for tier in ranking:
            twice_left -= len(tier)
            for name in tier:
                doubled[name] += (twice_left - 1 - base) * weight
            twice_left -= len(tier)
    return {name: Fraction(points + for_all, 2) for name, points in doubled.items()}
