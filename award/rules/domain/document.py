"""An edition's rules as plain data: what they may say, and reading and writing them as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

FORMAT = "forebild-rules/1"
T = TypeVar("T")


class RulesError(ValueError):
    """The rules contradict themselves; `problems` maps a rule's path to what is wrong with it."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__("; ".join(f"{path}: {what}" for path, what in self.problems.items()))


class OpensInPast(RulesError):
    """A round would be moved to where it has opened already; it could open now."""


@dataclass(frozen=True)
class Text:
    """The same words in Swedish and English; English falls back on Swedish."""

    sv: str
    en: str = ""

    def in_language(self, language: str) -> str:
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
    """`quorum`: score sheets an entry needs; `finalists`: entries that go on, per category.

    `grace_hours`: how long the round lies closed before it is sealed; absent in older books: 0.
    """

    window: Window
    criteria: tuple[Criterion, ...]
    scale_min: int
    scale_max: int
    aggregate: str
    quorum: int
    finalists: int
    grace_hours: int | None = None

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


@dataclass(frozen=True)
class VoteRules:
    """`elimination`: "one_by_one", or absent, as in older books: those who tie leave together."""

    window: Window
    method: str
    identity: str
    secrecy: str
    elimination: str | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            **self.window.to_json(),
            "method": self.method,
            "identity": self.identity,
            "secrecy": self.secrecy,
            **present(elimination=self.elimination),
        }


@dataclass(frozen=True)
class CombinationRules:
    """How jury and public come together; `weights` are parts, such as {"jury": 1, "public": 1}.

    `put_forward`, for the public's choice among the finalists: "on_the_ballot", or absent, as in older
    books: those whom the jury gave more than nought.
    """

    rule: str
    weights: Mapping[str, int]
    put_forward: str | None = None

    def to_json(self) -> dict[str, Any]:
        said = {"rule": self.rule, "weights": dict(self.weights)}
        return {**said, **present(put_forward=self.put_forward)}


@dataclass(frozen=True)
class TooLittle:
    """What follows when there is too little to judge; `no_figure`: a finalist without a jury figure."""

    no_figure: str

    def to_json(self) -> dict[str, Any]:
        return {"no_figure": self.no_figure}


@dataclass(frozen=True)
class Publication:
    """What is published of few people: from so many jurors or voters on, everything.

    Below, `small_panel` and `small_electorate` say what; what is left out lies sealed for `auditor`.
    """

    least_jurors: int
    least_voters: int
    small_panel: str
    small_electorate: str
    auditor: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "least_jurors": self.least_jurors,
            "least_voters": self.least_voters,
            "small_panel": self.small_panel,
            "small_electorate": self.small_electorate,
            "auditor": self.auditor,
        }


@dataclass(frozen=True)
class Consent:
    """Whether a finalist must have said yes, or why not; `last_day_before`: see `Rules.answer_by`.

    Whoever is younger than `guardian_below` years takes part only when a guardian has agreed as well;
    where it is absent nobody is asked.
    """

    needed: bool
    reason: Text
    last_day_before: int
    guardian_below: int | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "needed": self.needed,
            "reason": self.reason.to_json(),
            "last_day_before": self.last_day_before,
            **present(guardian_below=self.guardian_below),
        }


@dataclass(frozen=True)
class Rules:
    """Everything that decides an edition. A round that is not held is None.

    The last five are absent in older books, which mean by it what they meant then: a missing figure
    is nought, everything is published, a yes is needed, the jury decides when a winner withdraws, and
    personal data is kept as long as the platform says. `retention` is in days, by kind.
    """

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
    too_little: TooLittle | None = None
    publication: Publication | None = None
    consent: Consent | None = None
    winner_withdraws: str | None = None
    retention: Mapping[str, int] | None = None

    @property
    def no_figure(self) -> str:
        return self.too_little.no_figure if self.too_little else "zero"

    @property
    def guardian_below(self) -> int | None:
        """The age in years below which a guardian agrees as well; None where nobody is asked."""
        return self.consent.guardian_below if self.consent else None

    @property
    def needs_consent(self) -> bool:
        return self.consent is None or self.consent.needed

    @property
    def answer_by(self) -> datetime:
        """Last moment of a yes: days before the vote opens, or without one before the announcement.

        Never after the jury's closing: the finalists are chosen among those who have said yes.
        """
        days = self.consent.last_day_before if self.consent else 0
        shown_at = self.vote.window.opens_at if self.vote else self.announce_at
        return min(shown_at - timedelta(days=days), self.finalists_chosen)

    @property
    def finalists_chosen(self) -> datetime:
        """No yes can wait longer: the jury's closing, or what shows her to everybody."""
        if self.jury:
            return self.jury.window.closes_at
        return self.vote.window.opens_at if self.vote else self.announce_at

    @property
    def after_withdrawal(self) -> str:
        return self.winner_withdraws or "jury"

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
            **present(
                too_little=self.too_little and self.too_little.to_json(),
                publication=self.publication and self.publication.to_json(),
                consent=self.consent and self.consent.to_json(),
                winner_withdraws=self.winner_withdraws,
                retention=None if self.retention is None else dict(self.retention),
            ),
        }

    def grace(self, kind: str) -> timedelta:
        """Between the closing of a round and its seal; only a jury's can be more than nought."""
        return self.jury.grace if kind == "jury" and self.jury else timedelta(0)

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
            too_little=_optional(data.get("too_little"), lambda d: TooLittle(**d)),
            publication=_optional(data.get("publication"), lambda d: Publication(**d)),
            consent=_optional(data.get("consent"), _consent),
            winner_withdraws=data.get("winner_withdraws"),
            retention=data.get("retention"),
        )


def utc_text(at: datetime) -> str:
    """RFC 3339 in UTC, with microseconds only where there are any."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def moment(text: str) -> datetime:
    """The inverse of `utc_text`."""
    return datetime.fromisoformat(text)


def present(**keys: Any) -> dict[str, Any]:
    """The keys that have a value: an absent one stays absent, so that an old hash stays."""
    return {name: value for name, value in keys.items() if value is not None}


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
        grace_hours=data.get("grace_hours"),
    )


def _vote(data: Mapping[str, Any]) -> VoteRules:
    return VoteRules(
        _window(data),
        data["method"],
        data["identity"],
        data["secrecy"],
        data.get("elimination"),
    )


def _consent(data: Mapping[str, Any]) -> Consent:
    return Consent(
        needed=data["needed"],
        reason=Text(**data["reason"]),
        last_day_before=data["last_day_before"],
        guardian_below=data.get("guardian_below"),
    )
