"""What a rule book says of each round: when it is, for which categories, and how it is judged.

A round has a `slug` that names it in the book, in addresses and in packages, for ever. The first of a
kind is called as its kind is: so it is in every book of the format forebild-rules/1, which knew one of each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

from award.rules.domain.texts import Text, Window, present


@dataclass(frozen=True)
class Criterion:
    """What jurors score, and how much it weighs against the other criteria."""

    slug: str
    name: Text
    description: Text
    weight: int

    def to_json(self) -> dict[str, Any]:
        return {
            "slug": self.slug,
            "name": self.name.to_json(),
            "description": self.description.to_json(),
            "weight": self.weight,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Criterion:
        words = {part: Text(**data[part]) for part in ("name", "description")}
        return cls(data["slug"], weight=data["weight"], **words)


@dataclass(frozen=True)
class NominationRules:
    """`only_for`: the slugs of its categories; empty for all. `name`: where the kind does not say enough."""

    kind: ClassVar[str] = "nomination"

    window: Window
    eligibility: Text
    slug: str = "nomination"
    only_for: tuple[str, ...] = ()
    name: Text | None = None

    @property
    def grace(self) -> timedelta:
        return timedelta(0)

    def to_json(self) -> dict[str, Any]:
        return {**self.window.to_json(), "eligibility": self.eligibility.to_json()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> NominationRules:
        eligibility = Text(**data["eligibility"])
        return cls(Window.from_json(data), eligibility, **_which(data, cls.kind))


@dataclass(frozen=True)
class JuryRules:
    """`quorum`: score sheets an entry needs; `finalists`: entries that go on, per category.

    `grace_hours`: how long the round lies closed before it is sealed; absent in older books: 0.
    """

    kind: ClassVar[str] = "jury"

    window: Window
    criteria: tuple[Criterion, ...]
    scale_min: int
    scale_max: int
    aggregate: str
    quorum: int
    finalists: int
    grace_hours: int | None = None
    slug: str = "jury"
    only_for: tuple[str, ...] = ()
    name: Text | None = None

    @property
    def grace(self) -> timedelta:
        return timedelta(hours=self.grace_hours or 0)

    def to_json(self) -> dict[str, Any]:
        return {
            **self.window.to_json(),
            "criteria": [c.to_json() for c in self.criteria],
            "scale": {"min": self.scale_min, "max": self.scale_max},
            "aggregate": self.aggregate,
            "quorum": self.quorum,
            "finalists": self.finalists,
            **present(grace_hours=self.grace_hours),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> JuryRules:
        return cls(
            window=Window.from_json(data),
            criteria=tuple(map(Criterion.from_json, data["criteria"])),
            scale_min=data["scale"]["min"],
            scale_max=data["scale"]["max"],
            aggregate=data["aggregate"],
            quorum=data["quorum"],
            finalists=data["finalists"],
            grace_hours=data.get("grace_hours"),
            **_which(data, cls.kind),
        )


@dataclass(frozen=True)
class VoteRules:
    """`elimination`: "one_by_one", or absent, as in older books: those who tie leave together.

    `limit`, by the method: how many a ballot may name (approval, eph), how many points it has (points), or the highest
    score that it may give (score); absent, as in older books: any number, 10 and 5.
    """

    kind: ClassVar[str] = "vote"

    window: Window
    method: str
    identity: str
    secrecy: str
    elimination: str | None = None
    slug: str = "vote"
    only_for: tuple[str, ...] = ()
    name: Text | None = None
    limit: int | None = None

    @property
    def grace(self) -> timedelta:
        return timedelta(0)

    def to_json(self) -> dict[str, Any]:
        return {
            **self.window.to_json(),
            "method": self.method,
            "identity": self.identity,
            "secrecy": self.secrecy,
            **present(elimination=self.elimination, limit=self.limit),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> VoteRules:
        return cls(
            Window.from_json(data),
            data["method"],
            data["identity"],
            data["secrecy"],
            data.get("elimination"),
            limit=data.get("limit"),
            **_which(data, cls.kind),
        )


RoundRules = NominationRules | JuryRules | VoteRules
BY_KIND: Mapping[str, type[RoundRules]] = {
    each.kind: each for each in (NominationRules, JuryRules, VoteRules)
}


def is_for(round: RoundRules, category: str) -> bool:
    """Whether the category, by its slug, is judged in the round."""
    return not round.only_for or category in round.only_for


def share(one: RoundRules, other: RoundRules) -> bool:
    """Whether any category is judged in both."""
    return not (one.only_for and other.only_for) or bool({*one.only_for} & {*other.only_for})


def is_the_kind_itself(round: RoundRules) -> bool:
    """Whether a book of one round a kind can say it: it is no other than its kind, and says nothing that is newer."""
    plain = round.slug == round.kind and not round.only_for and round.name is None
    return plain and getattr(round, "limit", None) is None


def listed(round: RoundRules) -> dict[str, Any]:
    """The round in the list of the format forebild-rules/2, where it says itself which it is."""
    return {
        "slug": round.slug,
        "kind": round.kind,
        **present(
            name=round.name and round.name.to_json(), categories=list(round.only_for) or None
        ),
        **round.to_json(),
    }


def from_list(data: Mapping[str, Any]) -> RoundRules:
    """The inverse of `listed`."""
    return BY_KIND[data["kind"]].from_json(data)


def _which(data: Mapping[str, Any], kind: str) -> dict[str, Any]:
    name = data.get("name")
    return {
        "slug": data.get("slug", kind),
        "only_for": tuple(data.get("categories", ())),
        "name": None if name is None else Text(**name),
    }
