"""An edition's rules as plain data: what they may say, and reading and writing them as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from award.rules.domain.round_rules import (
    BY_KIND,
    Criterion,
    JuryRules,
    NominationRules,
    RoundRules,
    VoteRules,
    from_list,
    is_for,
    is_the_kind_itself,
    listed,
    share,
)
from award.rules.domain.texts import Text, Window, moment, present, utc_text

__all__ = [
    "CategoryRule",
    "CombinationRules",
    "Consent",
    "Criterion",
    "JuryRules",
    "NominationRules",
    "OpensInPast",
    "Prize",
    "Publication",
    "Rules",
    "RulesError",
    "Text",
    "TooLittle",
    "VoteRules",
    "Window",
    "moment",
    "present",
    "utc_text",
]

# One round of each kind for all categories; and any number of rounds, in a list.
FORMAT, LISTED = "forebild-rules/1", "forebild-rules/2"
FORMATS = (FORMAT, LISTED)
T = TypeVar("T")


class RulesError(ValueError):
    """The rules contradict themselves; `problems` maps a rule's path to what is wrong with it."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__("; ".join(f"{path}: {what}" for path, what in self.problems.items()))


class OpensInPast(RulesError):
    """A round would be moved to where it has opened already; it could open now."""


@dataclass(frozen=True)
class Prize:
    """How many win in a category, and what each place is called, first place first: gold, silver, bronze.

    Without `grades` all who win do so alike; then two who share a place among them need not be parted.
    """

    seats: int
    grades: tuple[Text, ...] = ()

    def to_json(self) -> dict[str, Any]:
        grades = [each.to_json() for each in self.grades]
        return {"seats": self.seats, **present(grades=grades or None)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Prize:
        return cls(data["seats"], tuple(Text(**each) for each in data.get("grades", ())))


@dataclass(frozen=True)
class CategoryRule:
    """`prize` is None where one wins, as in older books."""

    slug: str
    name: Text
    prize: Prize | None = None

    @property
    def seats(self) -> int:
        return self.prize.seats if self.prize else 1

    def to_json(self) -> dict[str, Any]:
        said = {"slug": self.slug, "name": self.name.to_json()}
        return {**said, **present(prize=self.prize and self.prize.to_json())}


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
    """Everything that decides an edition; its `rounds` in the order of the year.

    The last five are absent in older books, which mean by it what they meant then: a missing figure
    is nought, everything is published, a yes is needed, the jury decides when a winner withdraws, and
    personal data is kept as long as the platform says. `retention` is in days, by kind. `written_in` is the
    format that they were read from; they are written in the oldest that can say them, and never in an older one.
    """

    award: str
    organisation: str
    year: int
    time_zone: str
    announce_at: datetime
    categories: tuple[CategoryRule, ...]
    rounds: tuple[RoundRules, ...]
    combination: CombinationRules
    ties: tuple[str, ...]
    lot_commitment: str
    too_little: TooLittle | None = None
    publication: Publication | None = None
    consent: Consent | None = None
    winner_withdraws: str | None = None
    retention: Mapping[str, int] | None = None
    written_in: str = field(default=FORMAT, compare=False)

    @property
    def format(self) -> str:
        kinds = [each.kind for each in self.rounds]
        plain = all(map(is_the_kind_itself, self.rounds)) and len(set(kinds)) == len(kinds)
        plain = plain and not any(category.prize for category in self.categories)
        return FORMAT if self.written_in == FORMAT and plain else LISTED

    @property
    def nomination(self) -> NominationRules | None:
        """The first round of nominations, if any is held."""
        return next((r for r in self.rounds if isinstance(r, NominationRules)), None)

    @property
    def jury(self) -> JuryRules | None:
        """The first round of a jury, if any is held."""
        return next((r for r in self.rounds if isinstance(r, JuryRules)), None)

    @property
    def vote(self) -> VoteRules | None:
        """The first public vote, if any is held."""
        return next((r for r in self.rounds if isinstance(r, VoteRules)), None)

    def round(self, slug: str) -> RoundRules | None:
        """The round of that name."""
        return next((each for each in self.rounds if each.slug == slug), None)

    def rounds_of(self, category: str) -> tuple[RoundRules, ...]:
        """The rounds that a category goes through, in order."""
        return tuple(each for each in self.rounds if is_for(each, category))

    def jury_that_counts(self, category: str) -> JuryRules | None:
        """The category's last jury; those before it choose who comes before it."""
        juries = [r for r in self.rounds_of(category) if isinstance(r, JuryRules)]
        return juries[-1] if juries else None

    def vote_that_counts(self, category: str) -> VoteRules | None:
        """The category's public vote."""
        votes = [r for r in self.rounds_of(category) if isinstance(r, VoteRules)]
        return votes[-1] if votes else None

    def feeding(self, slug: str) -> tuple[RoundRules, ...]:
        """The earlier rounds that share a category with the round: it opens when they are over."""
        fed = self.round(slug)
        if fed is None:
            return ()
        return tuple(each for each in self.rounds[: self.rounds.index(fed)] if share(each, fed))

    def with_round(self, new: RoundRules) -> Rules:
        """With this round in the place of the one of its name."""
        return replace(self, rounds=tuple(new if r.slug == new.slug else r for r in self.rounds))

    def having(self, **changes: Any) -> Rules:
        """Rules with other parts, by name; `nomination`, `jury` and `vote` are the first round of the kind, None for none."""
        rounds = self.rounds
        for kind in BY_KIND.keys() & changes.keys():
            old, new = getattr(self, kind), changes.pop(kind)
            rounds = tuple(new if r is old else r for r in rounds if new or r is not old)
            if new and not old:
                rounds = tuple(sorted((*rounds, new), key=lambda r: r.window.opens_at))
        return replace(self, **{"rounds": rounds, **changes})

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
        if self.format == FORMAT:
            rounds: dict[str, Any] = {each.kind: each.to_json() for each in self.rounds}
        else:
            rounds = {"rounds": [listed(each) for each in self.rounds]}
        return {
            "format": self.format,
            "award": self.award,
            "organisation": self.organisation,
            "year": self.year,
            "time_zone": self.time_zone,
            "announce_at": utc_text(self.announce_at),
            "categories": [c.to_json() for c in self.categories],
            **rounds,
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

    def grace(self, slug: str) -> timedelta:
        """Between the closing of a round and its seal; only a jury's can be more than nought."""
        found = self.round(slug)
        return found.grace if found else timedelta(0)

    def windows(self) -> dict[str, Window]:
        """The window of each round, by its slug."""
        return {each.slug: each.window for each in self.rounds}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Rules:
        """Read what `to_json` wrote. Raises `RulesError` for another format."""
        if data.get("format") not in FORMATS:
            raise RulesError({"format": f"only {' and '.join(FORMATS)} can be read"})
        return cls(
            award=data["award"],
            organisation=data["organisation"],
            year=data["year"],
            time_zone=data["time_zone"],
            announce_at=moment(data["announce_at"]),
            categories=tuple(
                CategoryRule(
                    c["slug"], Text(**c["name"]), _optional(c.get("prize"), Prize.from_json)
                )
                for c in data["categories"]
            ),
            rounds=_rounds(data),
            combination=CombinationRules(**data["combination"]),
            ties=tuple(data["ties"]),
            lot_commitment=data["lot"]["commitment"],
            too_little=_optional(data.get("too_little"), lambda d: TooLittle(**d)),
            publication=_optional(data.get("publication"), lambda d: Publication(**d)),
            consent=_optional(data.get("consent"), _consent),
            winner_withdraws=data.get("winner_withdraws"),
            retention=data.get("retention"),
            written_in=data["format"],
        )


def _optional(data: Mapping[str, Any] | None, read: Callable[[Mapping[str, Any]], T]) -> T | None:
    return None if data is None else read(data)


def _rounds(data: Mapping[str, Any]) -> tuple[RoundRules, ...]:
    if data["format"] == FORMAT:
        return tuple(read.from_json(data[kind]) for kind, read in BY_KIND.items() if kind in data)
    return tuple(map(from_list, data["rounds"]))


def _consent(data: Mapping[str, Any]) -> Consent:
    return Consent(
        needed=data["needed"],
        reason=Text(**data["reason"]),
        last_day_before=data["last_day_before"],
        guardian_below=data.get("guardian_below"),
    )
