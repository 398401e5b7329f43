"""Every method by its name: how its ballots are read, written and counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from voting.count.methods.eph import count_eph
from voting.count.methods.irv import count_irv
from voting.count.methods.marks import count_approval, count_single
from voting.count.methods.rankings import count_borda, count_schulze
from voting.count.methods.scores import count_points, count_score, count_star
from voting.count.notation import (
    BallotError,
    parse_choice,
    parse_ranking,
    parse_scores,
    parse_single,
)
from voting.count.outcome import Count
from voting.count.profile import Profile, collapse


@dataclass(frozen=True)
class Method:
    """`parse` reads one ballot of the notation; `named` lists whom a ballot names."""

    parse: Callable[[str], Any]
    named: Callable[[Any], Iterable[str]]
    count: Callable[..., Count]
    seats: int = 1


def _in_ranks(ranking: Sequence[frozenset[str]]) -> list[str]:
    return [name for tier in ranking for name in tier]


def _in_scores(scores: Sequence[tuple[str, object]]) -> list[str]:
    return [name for name, _ in scores]


METHODS: dict[str, Method] = {
    "single": Method(parse_single, iter, count_single),
    "approval": Method(parse_choice, iter, count_approval),
    "points": Method(parse_scores, _in_scores, count_points),
    "score": Method(parse_scores, _in_scores, count_score),
    "star": Method(parse_scores, _in_scores, count_star),
    "borda": Method(parse_ranking, _in_ranks, count_borda),
    "irv": Method(parse_ranking, _in_ranks, count_irv),
    "schulze": Method(parse_ranking, _in_ranks, count_schulze),
    "eph": Method(parse_choice, iter, count_eph, seats=5),
}


def count(
    method: str,
    ballots: Iterable[tuple[str, int]],
    *,
    candidates: Iterable[str] | None = None,
    seats: int | None = None,
    **options: Any,
) -> Count:
    """Count ballots written in the notation, with how many of each.

    `candidates`: who stood; without it, whoever is named. Raises `BallotError` for a ballot that
    cannot be read or names somebody who did not stand, and for a method that is not known.
    """
    if method not in METHODS:
        raise BallotError(f"{method!r} is not a method: {', '.join(METHODS)}")
    parse = METHODS[method].parse
    return count_parsed(
        method,
        ((parse(text), weight) for text, weight in ballots),
        candidates=candidates,
        seats=seats,
        **options,
    )


def count_parsed(
    method: str,
    ballots: Iterable[tuple[Any, int]],
    *,
    candidates: Iterable[str] | None = None,
    seats: int | None = None,
    **options: Any,
) -> Count:
    """The same for ballots that have been read already."""
    found = METHODS[method]
    profile = profile_of(method, ballots, candidates=candidates)
    return found.count(profile, seats=seats or found.seats, **options)


def profile_of(
    method: str, ballots: Iterable[tuple[Any, int]], *, candidates: Iterable[str] | None = None
) -> Profile[Any]:
    """Equal ballots collapsed, and everybody named known to have stood."""
    profile = collapse(ballots, candidates or ())
    named = {name for ballot in profile.ballots for name in METHODS[method].named(ballot)}
    strangers = named - set(profile.candidates)
    if candidates is not None and strangers:
        raise BallotError(f"not a candidate: {', '.join(sorted(strangers))}")
    return Profile(tuple(sorted(named | set(profile.candidates))), profile.ballots)
