"""Methods in which a ballot gives numbers: points from a budget, score, STAR."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from voting.count.methods.marks import elected
from voting.count.notation import Scores
from voting.count.outcome import Count, CountRound, place, rank
from voting.count.profile import Profile


def count_points(profile: Profile[Scores], *, seats: int = 1) -> Count:
    """Cumulative voting: each ballot spreads a budget of points; the sum decides.

    Source: the cumulative vote of company law, e.g. Illinois Constitution of 1870, art. IV § 7.
    """
    return _sum("points", profile, seats)


def count_score(profile: Profile[Scores], *, seats: int = 1) -> Count:
    """Score (range) voting: every candidate is scored by itself; whoever is not named gets 0.

    Source: W. D. Smith, "Range voting" (2000), by totals.
    """
    return _sum("score", profile, seats)


def count_star(profile: Profile[Scores], *, seats: int = 1) -> Count:
    """Score, then automatic run-off between the two with the highest scores.

    Ties, in the published order: for the run-off by whom more ballots prefer among the tied, then
    by most highest scores; in the run-off by score, then by most highest scores. `seats`: bloc
    STAR, each seat counted without those already elected. A tie that is left shares the place.
    Source: Equal Vote Coalition, "STAR Voting: Ties" (2023).
    """
    standing = list(profile.candidates)
    rounds: list[CountRound] = []
    groups: list[list[str]] = []
    while standing:
        winners, steps = _star_seat(profile, standing)
        if len([n for g in groups for n in g]) < seats:
            rounds += steps
        groups.append(winners)
        standing = [n for n in standing if n not in winners]
    return Count("star", seats, profile.total, tuple(rounds), place(groups))


def tally_scores(profile: Profile[Scores]) -> dict[str, Fraction]:
    """The sum of every candidate's scores."""
    tallies = dict.fromkeys(profile.candidates, Fraction(0))
    for scores, weight in profile.ballots.items():
        for name, score in scores:
            tallies[name] += score * weight
    return tallies


def _sum(method: str, profile: Profile[Scores], seats: int) -> Count:
    tallies = tally_scores(profile)
    placements = rank(tallies)
    winners = elected(placements, seats)
    note = "" if winners else "a tie for the last seat"
    return Count(
        method, seats, profile.total, (CountRound(tallies, (), winners, note),), placements
    )


def _star_seat(
    profile: Profile[Scores], standing: Sequence[str]
) -> tuple[list[str], list[CountRound]]:
    """Who takes the next seat, and the two steps that led there."""
    totals = {n: t for n, t in tally_scores(profile).items() if n in standing}
    finalists = _finalists(profile, totals)
    score_round = CountRound(totals, tuple(sorted(set(standing) - set(finalists))))
    if len(finalists) != 2:
        return finalists, [CountRound(totals, (), tuple(finalists), score_round.note)]
    first, second = finalists
    duel = {
        first: _preferring(profile, first, second),
        second: _preferring(profile, second, first),
    }
    winners, note = _break(
        [first, second], [duel, totals, _highest(profile, finalists)], "tie in the run-off"
    )
    return winners, [score_round, CountRound(duel, (), tuple(winners), note)]


def _finalists(profile: Profile[Scores], totals: dict[str, Fraction]) -> list[str]:
    """The two highest scores; one name alone, or more than two when a tie is left."""
    chosen: list[str] = []
    left = dict(totals)
    while left and len(chosen) < 2:
        tied = [n for n, t in left.items() if t == max(left.values())]
        if len(tied) > 2 - len(chosen):
            wins = {n: _wins(profile, n, tied) for n in tied}
            tied, _ = _break(tied, [wins, _highest(profile, tied)], "")
        if len(chosen) + len(tied) > 2:
            return sorted(chosen) if chosen else sorted(tied)
        chosen += sorted(tied)
        left = {n: t for n, t in left.items() if n not in tied}
    return chosen


def _break(
    tied: list[str], rules: Sequence[dict[str, Fraction]], note: str
) -> tuple[list[str], str]:
    """Those who are best by the first rule, among them by the second, and so on."""
    used = 0
    for rule in rules:
        best = max(rule[n] for n in tied)
        tied = [n for n in tied if rule[n] == best]
        used += 1
        if len(tied) == 1:
            break
    return sorted(tied), note if used > 1 else ""


def _preferring(profile: Profile[Scores], one: str, other: str) -> Fraction:
    """How many ballots score `one` above `other`."""
    total = 0
    for scores, weight in profile.ballots.items():
        by_name = dict(scores)
        if by_name.get(one, Fraction(0)) > by_name.get(other, Fraction(0)):
            total += weight
    return Fraction(total)


def _wins(profile: Profile[Scores], name: str, tied: Sequence[str]) -> Fraction:
    """Duels won among the tied."""
    return Fraction(
        sum(
            _preferring(profile, name, other) > _preferring(profile, other, name)
            for other in tied
            if other != name
        )
    )


def _highest(profile: Profile[Scores], names: Sequence[str]) -> dict[str, Fraction]:
    """How many ballots give each the highest score that anybody gave anybody."""
    top = max((s for scores in profile.ballots for _, s in scores), default=Fraction(0))
    found = dict.fromkeys(names, Fraction(0))
    for scores, weight in profile.ballots.items():
        for name, score in scores:
            if name in found and score == top:
                found[name] += weight
    return found
