"""E Pluribus Hugo: nominating ballots counted by single divisible vote with least-popular elimination."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from voting.count.notation import Choice
from voting.count.outcome import Count, CountRound, place
from voting.count.profile import Profile

Tallies = dict[str, Fraction]


def count_eph(profile: Profile[Choice], *, seats: int = 5) -> Count:
    """Each ballot gives one point in equal parts to its continuing nominees.

    In each round the two with fewest points are compared (all that tie for the second fewest
    included); of these, whoever is on fewest ballots leaves; if that is a tie, whoever of them has
    fewest points; if that is a tie too, all of those leave together. It ends when `seats` or fewer
    remain; if a round would leave fewer, the tied stay.
    Source: Constitution of the World Science Fiction Society, section 3.9 (2024); Quinn & Schneier,
    "A Proportional Voting System for Awards Nominations Resistant to Voting Blocs", Voting Matters
    (2016).
    """
    ballots = _ballots_naming(profile)
    standing = set(profile.candidates)
    rounds: list[CountRound] = []
    left: list[list[str]] = []
    while len(standing) > seats:
        points = tally_points(profile, standing)
        leaving = _leaving(points, ballots)
        if len(standing) - len(leaving) < seats:
            rounds.append(CountRound(points, (), (), "tie for the last seat: all of them stay"))
            break
        rounds.append(CountRound(points, tuple(leaving)))
        left.append(leaving)
        standing -= set(leaving)
    points = tally_points(profile, standing)
    rounds.append(CountRound(points, (), tuple(sorted(standing))))
    return Count("eph", seats, profile.total, tuple(rounds), place(_finalists(points) + left[::-1]))


def tally_points(profile: Profile[Choice], standing: set[str]) -> Tallies:
    """One point a ballot, in equal parts to those of its nominees that still stand."""
    parts: dict[str, dict[int, int]] = {name: {} for name in sorted(standing)}
    for ballot, weight in profile.ballots.items():
        continuing = ballot & standing
        for name in continuing:
            by_size = parts[name]
            by_size[len(continuing)] = by_size.get(len(continuing), 0) + weight
    return {
        name: sum((Fraction(w, size) for size, w in by_size.items()), Fraction(0))
        for name, by_size in parts.items()
    }


def _ballots_naming(profile: Profile[Choice]) -> dict[str, int]:
    named = dict.fromkeys(profile.candidates, 0)
    for ballot, weight in profile.ballots.items():
        for name in ballot:
            named[name] += weight
    return named


def _leaving(points: Tallies, ballots: Mapping[str, int]) -> list[str]:
    """The selection phase (two lowest by points) and the elimination phase (fewest ballots)."""
    second = sorted(points.values())[1]
    compared = [n for n, p in points.items() if p <= second]
    fewest = min(ballots[n] for n in compared)
    compared = [n for n in compared if ballots[n] == fewest]
    least = min(points[n] for n in compared)
    return sorted(n for n in compared if points[n] == least)


def _finalists(points: Tallies) -> list[list[str]]:
    levels: dict[Fraction, list[str]] = {}
    for name, p in points.items():
        levels.setdefault(p, []).append(name)
    return [levels[p] for p in sorted(levels, reverse=True)]
