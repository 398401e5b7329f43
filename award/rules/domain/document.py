"""An edition's rules as plain data: what they may say, and reading and writing them as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

FORMAT = "forebild-rules/1"
METHODS = ("single", "approval", "points", "score", "star", "borda", "irv", "schulze", "eph")
AGGREGATES = ("mean", "median", "trimmed", "borda", "zscores", "severity")
COMBINATIONS = ("shares", "places", "points", "zscores", "public_among_shortlist", "veto")
TIE_RULES = ("first_places", "jury", "public", "earlier", "lot")
IDENTITIES = ("email",)
SECRECIES = ("open",)

T = TypeVar("T")


class RulesError(ValueError):
    """The rules contradict themselves; `problems` maps a rule's path to what is wrong with it."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__("; ".join(f"{path}: {what}" for path, what in self.problems.items()))


@dataclass(frozen=True)
class Text:
    """The same words in Swedish and English; English falls back on Swedish."""

    sv: str
    en: str = ""

    def __call__(self, language: str) -> str:
        return (self.en if language == "en" else self.sv) or self.sv

    def to_json(self) -> dict[str, str]:
        return {"sv": self.sv, "en": self.en}


@dataclass(frozen=True)
class Window:
    """[opens_at, closes_at) in UTC."""

    opens_at: datetime
    closes_at: datetime

    def to_json(self) -> dict[str, str]:
        return {"opens_at": utc_text(self.opens_at), "closes_at": utc_text(self.closes_at)}


@dataclass(frozen=True)
class CategoryRule:
    slug: str
    name: Text

    def to_json(self) -> dict[str, Any]:
        return {"slug": self.slug, "name": self.name.to_json()}


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


@dataclass(frozen=True)
class NominationRules:
    window: Window
    eligibility: Text

    def to_json(self) -> dict[str, Any]:
        return {**self.window.to_json(), "eligibility": self.eligibility.to_json()}


@dataclass(frozen=True)
class JuryRules:
    """`quorum`: score sheets an entry needs; `finalists`: entries that go on, per category."""

    window: Window
    criteria: tuple[Criterion, ...]
    scale_min: int
    scale_max: int
    aggregate: str
    quorum: int
    finalists: int

    def to_json(self) -> dict[str, Any]:
        return {
            **self.window.to_json(),
            "criteria": [c.to_json() for c in self.criteria],
            "scale": {"min": self.scale_min, "max": self.scale_max},
            "aggregate": self.aggregate,
            "quorum": self.quorum,
            "finalists": self.finalists,
        }


@dataclass(frozen=True)
class VoteRules:
    window: Window
    method: str
    identity: str
    secrecy: str

    def to_json(self) -> dict[str, Any]:
        return {
            **self.window.to_json(),
            "method": self.method,
            "identity": self.identity,
            "secrecy": self.secrecy,
        }


@dataclass(frozen=True)
class CombinationRules:
    """How jury and public come together; `weights` are parts, such as {"jury": 1, "public": 1}."""

    rule: str
    weights: Mapping[str, int]

    def to_json(self) -> dict[str, Any]:
        return {"rule": self.rule, "weights": dict(self.weights)}


@dataclass(frozen=True)
class Rules:
    """Everything that decides an edition. A round that is not held is None."""

    award: str
    organisation: str
    year: int
    time_zone: str
    announce_at: datetime
    categories: tuple[CategoryRule, ...]
    nomination: NominationRules | None
    jury: JuryRules | None
    vote: VoteRules | None
    combination: CombinationRules
    ties: tuple[str, ...]
    lot_commitment: str

    def to_json(self) -> dict[str, Any]:
        """The canonical object: only strings, whole numbers, lists and objects."""
        rounds = {"nomination": self.nomination, "jury": self.jury, "vote": self.vote}
        return {
            "format": FORMAT,
            "award": self.award,
            "organisation": self.organisation,
            "year": self.year,
            "time_zone": self.time_zone,
            "announce_at": utc_text(self.announce_at),
            "categories": [c.to_json() for c in self.categories],
            **{kind: rule.to_json() for kind, rule in rounds.items() if rule},
            "combination": self.combination.to_json(),
            "ties": list(self.ties),
            "lot": {"commitment": self.lot_commitment},
        }

    def windows(self) -> dict[str, Window]:
        """The window of each round that is held, by kind."""
        held = {"nomination": self.nomination, "jury": self.jury, "vote": self.vote}
        return {kind: rule.window for kind, rule in held.items() if rule}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Rules:
        """Read what `to_json` wrote. Raises `RulesError` for another format."""
        if data.get("format") != FORMAT:
            raise RulesError({"format": f"only {FORMAT} can be read"})
        return cls(
            award=data["award"],
            organisation=data["organisation"],
            year=data["year"],
            time_zone=data["time_zone"],
            announce_at=moment(data["announce_at"]),
            categories=tuple(
                CategoryRule(c["slug"], Text(**c["name"])) for c in data["categories"]
            ),
            nomination=_optional(data.get("nomination"), _nomination),
            jury=_optional(data.get("jury"), _jury),
            vote=_optional(data.get("vote"), _vote),
            combination=CombinationRules(**data["combination"]),
            ties=tuple(data["ties"]),
            lot_commitment=data["lot"]["commitment"],
        )


def utc_text(at: datetime) -> str:
    """RFC 3339 in UTC, with microseconds only where there are any."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def moment(text: str) -> datetime:
    """The inverse of `utc_text`."""
    return datetime.fromisoformat(text)


def _optional(data: Mapping[str, Any] | None, read: Callable[[Mapping[str, Any]], T]) -> T | None:
    return None if data is None else read(data)


def _window(data: Mapping[str, Any]) -> Window:
    return Window(moment(data["opens_at"]), moment(data["closes_at"]))


def _nomination(data: Mapping[str, Any]) -> NominationRules:
    return NominationRules(_window(data), Text(**data["eligibility"]))


def _criterion(data: Mapping[str, Any]) -> Criterion:
    return Criterion(
        data["slug"], Text(**data["name"]), Text(**data["description"]), data["weight"]
    )


def _jury(data: Mapping[str, Any]) -> JuryRules:
    return JuryRules(
        window=_window(data),
        criteria=tuple(_criterion(c) for c in data["criteria"]),
        scale_min=data["scale"]["min"],
        scale_max=data["scale"]["max"],
        aggregate=data["aggregate"],
        quorum=data["quorum"],
        finalists=data["finalists"],
    )


def _vote(data: Mapping[str, Any]) -> VoteRules:
    return VoteRules(_window(data), data["method"], data["identity"], data["secrecy"])
