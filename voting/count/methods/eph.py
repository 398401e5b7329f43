"""E Pluribus Hugo: nominating ballots counted by single divisible vote with least-popular elimination."""

from __future__ import annotations

from voting.count.methods.divisible import DivisibleVotes
from voting.count.notation import Choice
from voting.count.outcome import Count, CountRound, levels, place
from voting.count.profile import Profile


def count_eph(profile: Profile[Choice], *, seats: int = 5) -> Count:
    """Each ballot gives one point in equal parts to its continuing nominees.

    In each round the two with fewest points are compared (all that tie for the second fewest
    included); of these, whoever is on fewest ballots leaves; if that is a tie, whoever of them has
    fewest points; if that is a tie too, all of those leave together. It ends when `seats` or fewer
    remain; if a round would leave fewer, the tied stay, and are not elected: that is for the rules
    that the count is held by.
    Source: Constitution of the World Science Fiction Society, section 3.9 (2024); Quinn & Schneier,
    "A Proportional Voting System for Awards Nominations Resistant to Voting Blocs", Voting Matters
    (2016).
    """
    votes = DivisibleVotes(profile)
    rounds: list[CountRound] = []
    left: list[list[str]] = []
    while len(votes.points) > seats:
        leaving = _leaving(votes)
        if len(votes.points) - len(leaving) < seats:
            break
        note = "a tie: all of them leave together" if len(leaving) > 1 else ""
        rounds.append(CountRound(votes.tallies(), tuple(leaving), (), note))
        left.append(leaving)
        votes.remove(leaving)
    tied, note = set[str](), ""
    if len(votes.points) > seats:
        tied, note = set(_leaving(votes)), "a tie for the last seat: all of them stay"
    finalists = votes.tallies()
    rounds.append(CountRound(finalists, (), tuple(sorted(set(finalists) - tied)), note))
    placements = place(levels(finalists) + left[::-1])
    return Count("eph", seats, profile.total, tuple(rounds), placements)


def _leaving(votes: DivisibleVotes) -> list[str]:
    """The selection phase (two lowest by points) and the elimination phase (fewest ballots)."""
    second = sorted(votes.points.values())[1]
    compared = [name for name, points in votes.points.items() if points <= second]
    fewest = min(votes.ballots[name] for name in compared)
    tied = [name for name in compared if votes.ballots[name] == fewest]
    least = min(votes.points[name] for name in tied)
    return sorted(name for name in tied if votes.points[name] == least)
