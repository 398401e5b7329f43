"""The notation of ballots: `a`, `a+c`, `a>b=c>d`, `a:5+b:3`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

SLUG = re.compile(r"[a-z0-9-]+\Z")
SCORE = re.compile(r"(0|[1-9][0-9]{0,8})\Z")
MARKS = re.compile(r"[+>=]")
TWICE = "a candidate is named twice"
CACHED = 65536

Choice = frozenset[str]
Tier = frozenset[str]
Ranking = tuple[Tier, ...]
Scores = tuple[tuple[str, int], ...]


class BallotError(ValueError):
    """A ballot that cannot be read; the message is the reason, on one line."""


def parse_choice(text: str) -> Choice:
    """`a+c`: a set of candidates. An empty text is a blank ballot."""
    return frozenset(_distinct(text.split("+"))) if text else frozenset()


def parse_single(text: str) -> Choice:
    """`a`: one candidate, or a blank ballot."""
    choice = parse_choice(text)
    if len(choice) > 1:
        raise BallotError(f"one candidate expected, found {len(choice)}")
    return choice


def parse_ranking(text: str) -> Ranking:
    """`a>b=c>d`: best first, `=` between equals; whoever is not named comes last, and equal."""
    ranking = tuple(map(read_tier, text.split(">"))) if text else ()
    if len(frozenset().union(*ranking)) < sum(map(len, ranking)):
        raise BallotError(TWICE)
    return ranking


def parse_scores(text: str) -> Scores:
    """`a:5+b:3`: whole numbers from 0; sorted by candidate."""
    if not text:
        return ()
    pairs = [_pair(part) for part in text.split("+")]
    if len({name for name, _ in pairs}) < len(pairs):
        raise BallotError(TWICE)
    return tuple(sorted(pairs))


def write_choice(choice: Choice) -> str:
    """The inverse of `parse_choice`, candidates in alphabetical order."""
    return "+".join(sorted(choice))


def write_ranking(ranking: Ranking) -> str:
    """The inverse of `parse_ranking`, equals in alphabetical order."""
    return ">".join("=".join(sorted(rank)) for rank in ranking)


def write_scores(scores: Scores) -> str:
    """The inverse of `parse_scores`."""
    return "+".join(f"{name}:{score}" for name, score in scores)


@lru_cache(maxsize=CACHED)
def read_tier(text: str) -> Tier:
    """Equals, each text turned into a set once: ballots differ, their parts do not."""
    return frozenset(_distinct(text.split("=")))


@lru_cache(maxsize=CACHED)
def _pair(part: str) -> tuple[str, int]:
    name, colon, score = part.partition(":")
    if not colon or not SCORE.match(score):
        raise BallotError(f"a score is written candidate:number (0 to 999999999), not {part!r}")
    _distinct([name])
    return name, int(score)


def _distinct(names: list[str]) -> list[str]:
    for name in names:
        if not SLUG.match(name):
            raise BallotError(f"{name!r} is not a candidate: use a-z, 0-9 and -")
    if len(set(names)) < len(names):
        raise BallotError(TWICE)
    return names


def named(text: str) -> frozenset[str]:
    """Whom a written ballot of any kind names; who is given a score of 0 is not named by that."""
    parts = MARKS.split(text) if text else []
    return frozenset(part.partition(":")[0] for part in parts if not part.endswith(":0"))


def strike(ballot: Any, names: frozenset[str]) -> Any:
    """The ballot, of any kind, without the candidates of these names."""
    if isinstance(ballot, frozenset):
        return ballot - names
    if ballot and isinstance(ballot[0], frozenset):
        return tuple(tier - names for tier in ballot if tier - names)
    return tuple((name, score) for name, score in ballot if name not in names)
