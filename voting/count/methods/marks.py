"""Methods in which a ballot names candidates without order: single and approval."""

from __future__ import annotations

from fractions import Fraction

from voting.count.notation import Choice
from voting.count.outcome import Count, single_round
from voting.count.profile import Profile


def count_single(profile: Profile[Choice], *, seats: int = 1) -> Count:
    """Plurality: each ballot names one candidate; most votes wins.

    `seats`: the candidates on the first `seats` places are elected (single non-transferable vote).
    Source: plurality in D. Black, "The Theory of Committees and Elections" (1958).
    """
    return single_round("single", seats, profile.total, tally_marks(profile))


def count_approval(profile: Profile[Choice], *, seats: int = 1) -> Count:
    """Approval voting: each ballot names as many as it likes, one vote to each.

    `seats`: the first `seats` places are elected (bloc approval).
    Source: Brams & Fishburn, "Approval Voting", American Political Science Review 72 (1978).
    """
    return single_round("approval", seats, profile.total, tally_marks(profile))


def tally_marks(profile: Profile[Choice]) -> dict[str, Fraction]:
    """How many ballots name each candidate."""
    tallies = dict.fromkeys(profile.candidates, 0)
    for ballot, weight in profile.ballots.items():
        for name in ballot:
            tallies[name] += weight
    return {name: Fraction(tally) for name, tally in tallies.items()}
