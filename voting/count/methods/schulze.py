"""Schulze's beatpath method."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from voting.count.methods.duels import Duels, tally_duels
from voting.count.notation import Ranking
from voting.count.outcome import Count, CountRound, elected, place
from voting.count.profile import Profile


def count_schulze(profile: Profile[Ranking], *, seats: int = 1) -> Count:
    """Schulze's beatpath method, by winning votes.

    a comes before b when the strongest path from a to b is stronger than that from b to a; a path
    is as strong as its weakest link, a link as strong as the number of ballots behind it where
    more are for than against. (The source also parts links of equal strength by fewer against;
    here they are equal.) The first round's tallies are how many others each comes before;
    every duel, how many ballots rank one above the other, follows as a round of its own.
    `seats`: the first places of the resulting weak order are elected.
    Source: M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and
    condorcet-consistent single-winner election method", Social Choice and Welfare 36 (2011).
    """
    duels = tally_duels(profile)
    paths = strongest_paths(duels, profile.candidates)
    before = {
        a: Fraction(sum(paths[a, b] > paths[b, a] for b in profile.candidates if b != a))
        for a in profile.candidates
    }
    placements = place(_layers(paths, profile.candidates))
    note = "tallies: how many others each beats over the strongest paths"
    step = CountRound(before, (), elected(placements, seats), note)
    rounds = (step, *_told(duels, profile.candidates))
    return Count("schulze", seats, profile.total, rounds, placements)


def _told(duels: Duels, candidates: tuple[str, ...]) -> list[CountRound]:
    """Each duel as a round; nobody leaves or is elected by one of them."""
    return [
        CountRound({a: Fraction(duels[a, b]), b: Fraction(duels[b, a])}, note="duel")
        for a, b in combinations(candidates, 2)
    ]


def strongest_paths(duels: Duels, candidates: tuple[str, ...]) -> Duels:
    """Strengths of the strongest paths, by Floyd and Warshall's algorithm for widest paths."""
    rows = [
        [n if a != b and (n := duels[a, b]) > duels[b, a] else 0 for b in candidates]
        for a in candidates
    ]
    for via, onward in enumerate(rows):
        for start, row in enumerate(rows):
            if (there := row[via]) and start != via:
                rows[start] = [
                    max(found, min(there, on)) for found, on in zip(row, onward, strict=True)
                ]
    return {
        (a, b): rows[i][j]
        for i, a in enumerate(candidates)
        for j, b in enumerate(candidates)
        if a != b
    }


def _layers(paths: Duels, candidates: tuple[str, ...]) -> list[list[str]]:
    """Repeatedly those whom nobody left beats; Schulze's relation is transitive, so it ends."""
    left, layers = set(candidates), []
    while left:
        top = [a for a in left if not any(paths[b, a] > paths[a, b] for b in left if b != a)]
        layers.append(sorted(top))
        left -= set(top)
    return layers
