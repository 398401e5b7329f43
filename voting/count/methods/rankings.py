"""Methods in which a ballot ranks, counted all at once: Borda and Schulze."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

from voting.count.methods.marks import elected
from voting.count.notation import Ranking
from voting.count.outcome import Count, CountRound, place, rank
from voting.count.profile import Profile

Duels = dict[tuple[str, str], int]


def count_borda(profile: Profile[Ranking], *, seats: int = 1) -> Count:
    """Borda: with n candidates, n-1 points to the first, n-2 to the second … 0 to the last.

    Equals share the points of the places they fill, and so do the unranked, who come last ("fair"
    truncation). Source: J.-C. de Borda, "Mémoire sur les élections au scrutin" (1781); ties by
    D. Black, "The Theory of Committees and Elections" (1958), as averages.
    """
    tallies = tally_borda(profile)
    placements = rank(tallies)
    winners = elected(placements, seats)
    return Count("borda", seats, profile.total, (CountRound(tallies, (), winners),), placements)


def tally_borda(profile: Profile[Ranking]) -> dict[str, Fraction]:
    """Points of every candidate over all ballots."""
    tallies = dict.fromkeys(profile.candidates, Fraction(0))
    for ranking, weight in profile.ballots.items():
        better = 0
        for tier in complete(ranking, profile.candidates):
            points = len(profile.candidates) - better - Fraction(len(tier) + 1, 2)
            for name in tier:
                tallies[name] += points * weight
            better += len(tier)
    return tallies


def complete(ranking: Ranking, candidates: tuple[str, ...]) -> Ranking:
    """The ranking with the unranked last and equal."""
    unranked = frozenset(candidates).difference(*ranking)
    return (*ranking, unranked) if unranked else ranking


def count_schulze(profile: Profile[Ranking], *, seats: int = 1) -> Count:
    """Schulze's beatpath method, by winning votes.

    a comes before b when the strongest path from a to b is stronger than that from b to a; a path is
    as strong as its weakest link. `seats`: the first places of the resulting weak order.
    Source: M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and
    condorcet-consistent single-winner election method", Social Choice and Welfare 36 (2011).
    """
    duels = pairwise(profile)
    paths = _strongest_paths(duels, profile.candidates)
    wins = {
        a: Fraction(sum(paths[a, b] > paths[b, a] for b in profile.candidates if b != a))
        for a in profile.candidates
    }
    groups = _layers(paths, profile.candidates)
    placements = place(groups)
    note = "tallies are duels won over the strongest paths"
    step = CountRound(wins, (), elected(placements, seats), note)
    return Count("schulze", seats, profile.total, (step,), placements)


def pairwise(profile: Profile[Ranking]) -> Duels:
    """How many ballots rank the first of each pair above the second."""
    duels: Duels = dict.fromkeys(permutations(profile.candidates, 2), 0)
    for ranking, weight in profile.ballots.items():
        below = set(profile.candidates)
        for tier in complete(ranking, profile.candidates):
            below -= tier
            for name in tier:
                for other in below:
                    duels[name, other] += weight
    return duels


def _strongest_paths(duels: Duels, candidates: tuple[str, ...]) -> Duels:
    """Floyd-Warshall for widest paths; a link exists where more prefer than oppose."""
    paths = {(a, b): (n if n > duels[b, a] else 0) for (a, b), n in duels.items()}
    for via, start, end in permutations(candidates, 3):
        through = min(paths[start, via], paths[via, end])
        paths[start, end] = max(paths[start, end], through)
    return paths


def _layers(paths: Duels, candidates: tuple[str, ...]) -> list[list[str]]:
    """Repeatedly those whom nobody left beats; Schulze's relation is transitive, so it ends."""
    left, layers = set(candidates), []
    while left:
        top = [a for a in left if not any(paths[b, a] > paths[a, b] for b in left if b != a)]
        layers.append(sorted(top))
        left -= set(top)
    return layers
