"""Every method by its name: how its ballots are read and counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from voting.count.crossings import merge_rankings
from voting.count.methods import duels, marks, sums
from voting.count.methods.borda import count_borda
from voting.count.methods.eph import count_eph
from voting.count.methods.irv import count_irv
from voting.count.methods.schulze import count_schulze
from voting.count.methods.star import count_star
from voting.count.none_of_these import run_off
from voting.count.notation import (
    BallotError,
    Choice,
    Ranking,
    Scores,
    parse_choice,
    parse_ranking,
    parse_scores,
    parse_single,
)
from voting.count.outcome import Count
from voting.count.profile import Profile, collapse


@dataclass(frozen=True)
class Kind:
    """A kind of ballot: whom many of them name, and whether one prefers a candidate to another.

    `collapse` makes many ballots few; where it `reads`, it takes them in the notation as well, and
    reads each different part once.
    """

    named: Callable[[Iterable[Any]], set[str]]
    prefers: Callable[[Any, str, str], bool]
    collapse: Callable[[Iterable[tuple[Any, int]]], dict[Any, int]] = collapse
    reads: bool = False


@dataclass(frozen=True)
class Method:
    """`parse` reads one ballot of the notation, `count` takes a profile; `seats` unless told.

    `most`: of more candidates the count would take minutes, or gigabytes, and is refused.
    """

    parse: Callable[[str], Any]
    kind: Kind
    count: Callable[..., Count]
    seats: int = 1
    most: int = 5000


def _named_in_choices(choices: Iterable[Choice]) -> set[str]:
    return set(chain.from_iterable(choices))


def _named_in_rankings(rankings: Iterable[Ranking]) -> set[str]:
    """Each tier once: there are many ballots, but few different tiers."""
    return set(chain.from_iterable(set(chain.from_iterable(rankings))))


def _named_in_scores(ballots: Iterable[Scores]) -> set[str]:
    return {name for name, _ in set(chain.from_iterable(ballots))}


def _marks_only(choice: Choice, one: str, other: str) -> bool:
    return one in choice and other not in choice


MARKS = Kind(_named_in_choices, _marks_only)
RANKED = Kind(_named_in_rankings, duels.prefers, merge_rankings, reads=True)
SCORED = Kind(_named_in_scores, sums.prefers)

METHODS: dict[str, Method] = {
    "single": Method(parse_single, MARKS, marks.count_single),
    "approval": Method(parse_choice, MARKS, marks.count_approval),
    "points": Method(parse_scores, SCORED, sums.count_points),
    "score": Method(parse_scores, SCORED, sums.count_score),
    "star": Method(parse_scores, SCORED, count_star, most=300),
    "borda": Method(parse_ranking, RANKED, count_borda),
    "irv": Method(parse_ranking, RANKED, count_irv, most=1000),
    "schulze": Method(parse_ranking, RANKED, count_schulze, most=300),
    "eph": Method(parse_choice, MARKS, count_eph, seats=5, most=1000),
}


def count(
    method: str,
    ballots: Iterable[tuple[str, int]],
    *,
    candidates: Iterable[str] | None = None,
    seats: int | None = None,
    none: str | None = None,
    **options: Any,
) -> Count:
    """Count ballots written in the notation, with how many of each.

    `candidates`: who stood; without it, whoever is named. `seats`: places to fill, 1 unless told,
    5 for eph. `none`: the candidate that is "none of these", if one is. Other options are those of
    the method. Raises `BallotError` for a ballot that cannot be read or names somebody who did not
    stand, and for a method that is not known.
    """
    found = _known(method)
    parsed = ((found.parse(text), weight) for text, weight in ballots)
    return count_parsed(
        method,
        ballots if found.kind.reads else parsed,
        candidates=candidates,
        seats=seats,
        none=none,
        **options,
    )


def count_parsed(
    method: str,
    ballots: Iterable[tuple[Any, int]],
    *,
    candidates: Iterable[str] | None = None,
    seats: int | None = None,
    none: str | None = None,
    **options: Any,
) -> Count:
    """The same for ballots that have been read already."""
    profile = profile_of(method, ballots, candidates=candidates)
    return count_profile(method, profile, seats=seats, none=none, **options)


def count_profile(
    method: str,
    profile: Profile[Any],
    *,
    seats: int | None = None,
    none: str | None = None,
    **options: Any,
) -> Count:
    """The same for a profile, such as the database's own `GROUP BY`."""
    found = _known(method)
    counted = found.count(profile, seats=seats or found.seats, **options)
    if none is None:
        return counted
    if none not in profile.candidates:
        raise BallotError(f"not a candidate: {none}")
    return run_off(counted, profile, none=none, prefers=found.kind.prefers)


def profile_of(
    method: str, ballots: Iterable[tuple[Any, int]], *, candidates: Iterable[str] | None = None
) -> Profile[Any]:
    """Ballots collapsed, and everybody named known to have stood."""
    kind = _known(method).kind
    standing = None if candidates is None else frozenset(candidates)
    collapsed = kind.collapse(ballots)
    named = kind.named(collapsed)
    if standing is not None and not named <= standing:
        raise BallotError(f"not a candidate: {', '.join(sorted(named - standing))}")
    candidates = tuple(sorted(named.union(standing or ())))
    if len(candidates) > METHODS[method].most:
        raise BallotError(
            f"{method} counts at most {METHODS[method].most} candidates, not {len(candidates)}"
        )
    return Profile(candidates, collapsed)


def _known(method: str) -> Method:
    if method not in METHODS:
        raise BallotError(f"{method!r} is not a method: {', '.join(METHODS)}")
    return METHODS[method]
