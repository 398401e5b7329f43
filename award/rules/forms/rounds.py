"""The fields of one round of the rules.

A round that is called as its kind has fields with plain names (`quorum`); another one's begin with its slug
(`lasning__quorum`), as what every round has does (`jury__only_for`), so that all rounds can stand in one form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from award.programme.forms.moments import ZonedMoment
from award.programme.forms.texts import OneLine
from award.rules.domain.changing import OF_A_KIND
from award.rules.domain.checking_rounds import LONGEST_GRACE
from award.rules.domain.document import (
    CategoryRule,
    JuryRules,
    NominationRules,
    Text,
    VoteRules,
    Window,
)
from award.rules.domain.naming import aggregates, methods
from award.rules.domain.options import AGGREGATES, ELIMINATIONS, HIGHEST_LIMIT, METHODS
from award.rules.domain.round_rules import RoundRules
from award.rules.forms.criteria import add_criteria, criteria_of
from award.rules.forms.fields import choice, number, words

LONGEST_NAME = 80
ENDS = ("opens_at", "closes_at")
OF_EVERY_ROUND = ("round_name_sv", "round_name_en", "only_for")
Moment = Callable[[str], datetime]


@dataclass(frozen=True)
class RoundFields:
    """What a form has of a round: `add` puts the fields in, `read` gives the round as it would become.

    `frozen`: what older books left unsaid stays so; before the freeze it is said.
    """

    round: RoundRules
    zone: ZoneInfo
    labels: Mapping[str, str]
    categories: Sequence[CategoryRule]
    frozen: bool

    @property
    def prefix(self) -> str:
        return "" if self.round.slug == self.round.kind else f"{self.round.slug}__"

    def named(self, field: str) -> str:
        """The form's name of a field: an end of the window, or something else of the round."""
        if field in ENDS:
            return f"{self.round.slug}_{field}"
        return f"{self.round.slug}__{field}" if field in OF_EVERY_ROUND else f"{self.prefix}{field}"

    def places(self) -> dict[str, str]:
        """By the path of a rule, the field that a problem with it is shown at."""
        told = {
            **{name: name for name in _FIELDS[self.round.kind]},
            "criteria": "criterion_1_name_sv",
            "scale": "scale_max",
            "eligibility": "eligibility_sv",
            "name": "round_name_sv",
            "categories": "only_for",
        }
        return {f"{self.round.slug}.{rule}": self.named(field) for rule, field in told.items()}

    def path_of(self, name: str) -> str:
        """The rule that a field of the form is about; nothing for another round's."""
        found = {self.named(end): end for end in ENDS}.get(name)
        own, at, field = name.rpartition("__")
        if found is None and own == (self.round.slug if at else self.prefix):
            rules = (r for start, r in _RULES.items() if f"{field}_".startswith(f"{start}_"))
            said = {"name", "categories", *OF_A_KIND[self.round.kind]}
            found = next((r for r in rules if r in said), None)
        return f"{self.round.slug}.{found}" if found else ""

    def add(self, form: forms.Form) -> None:
        for name, field in self._every():
            form.fields[self.named(name)] = field
        if isinstance(self.round, JuryRules):
            add_criteria(form, self.round.criteria, prefix=self.prefix)

    def _every(self) -> Iterator[tuple[str, forms.Field]]:
        for end in ENDS:
            yield (
                end,
                ZonedMoment(
                    label=self.labels[f"{self.round.slug}_{end}"],
                    zone=self.zone,
                    initial=getattr(self.round.window, end),
                ),
            )
        yield from self._which()
        if isinstance(self.round, NominationRules):
            yield from _of_nomination(self.round)
        elif isinstance(self.round, JuryRules):
            yield from _of_jury(self.round)
        else:
            yield from _of_vote(self.round)

    def _which(self) -> Iterator[tuple[str, forms.Field]]:
        said = self.round.name or Text("")
        for language, label in (
            ("sv", _("What the round is called, in Swedish")),
            ("en", _("What the round is called, in English")),
        ):
            yield (
                f"round_name_{language}",
                OneLine(
                    label=label,
                    required=False,
                    max_length=LONGEST_NAME,
                    initial=getattr(said, language),
                    help_text=_("Needed where there are several rounds of one kind."),
                ),
            )
        if len(self.categories) > 1:
            reader = get_language() or "sv"
            yield (
                "only_for",
                forms.MultipleChoiceField(
                    label=_("Only for these categories"),
                    required=False,
                    choices=[(c.slug, c.name.in_language(reader)) for c in self.categories],
                    initial=list(self.round.only_for),
                    widget=forms.CheckboxSelectMultiple,
                    help_text=_("For all of them where none is chosen."),
                ),
            )

    def read(self, data: Mapping[str, Any], moment: Moment) -> RoundRules:
        """The round as it would become; what there are no fields of stays. `moment` gives a time by its name."""
        found = self.round
        if self.named("opens_at") in data:
            ends = (moment(self.named(end)) for end in ENDS)
            found = replace(found, window=Window(*ends))
        if self.named("round_name_sv") not in data:
            return found
        name = Text(data[self.named("round_name_sv")], data[self.named("round_name_en")])
        named = replace(found, name=name if name.sv else None, only_for=self._only_for(data))
        return self._of_its_kind(named, data)

    def _of_its_kind(self, found: RoundRules, data: Mapping[str, Any]) -> RoundRules:
        said = {name: data[self.named(name)] for name in _FIELDS[found.kind]}
        if isinstance(found, NominationRules):
            words = Text(data[self.named("eligibility_sv")], data[self.named("eligibility_en")])
            return replace(found, eligibility=words)
        if isinstance(found, VoteRules):
            leaving = found.elimination if self.frozen else ELIMINATIONS[0]
            return replace(found, elimination=leaving, **said)
        wished = said.pop("grace_hours")
        grace = None if found.grace_hours is None and not wished else wished
        criteria = criteria_of(data, found.criteria, prefix=self.prefix)
        return replace(found, criteria=criteria, grace_hours=grace, **said)

    def _only_for(self, data: Mapping[str, Any]) -> tuple[str, ...]:
        chosen = data.get(self.named("only_for"), self.round.only_for)
        every = [c.slug for c in self.categories]
        return () if set(chosen) == set(every) else tuple(s for s in every if s in chosen)


# What the form names as the rule book does; and what it does not.
_FIELDS = {
    "nomination": (),
    "jury": ("scale_min", "scale_max", "aggregate", "quorum", "finalists", "grace_hours"),
    "vote": ("method", "limit"),
}
_RULES = {
    **{name: name for names in _FIELDS.values() for name in names if "scale" not in name},
    "scale": "scale",
    "criterion": "criteria",
    "eligibility": "eligibility",
    "round_name": "name",
    "only_for": "categories",
}


def _of_nomination(round: NominationRules) -> Iterator[tuple[str, forms.Field]]:
    for language, label in (
        ("sv", _("Who can be nominated, in Swedish")),
        ("en", _("Who can be nominated, in English")),
    ):
        said = getattr(round.eligibility, language)
        yield f"eligibility_{language}", words(label, said, required=language == "sv")


def _of_vote(round: VoteRules) -> Iterator[tuple[str, forms.Field]]:
    yield "method", choice(_("Voting method"), METHODS, methods(), round.method)
    limit = number(_("Limit of a ballot paper"), 1, HIGHEST_LIMIT, round.limit, required=False)
    limit.help_text = _(
        "How many may be chosen (as many as one likes, equal parts), how many points there are, or the highest score. "
        "Left empty: any number, 10 points, and 5."
    )
    yield "limit", limit


def _of_jury(round: JuryRules) -> Iterator[tuple[str, forms.Field]]:
    yield "scale_min", number(_("Lowest score"), 0, 100, round.scale_min)
    yield "scale_max", number(_("Highest score"), 1, 100, round.scale_max)
    yield "aggregate", choice(_("Jury's figure"), AGGREGATES, aggregates(), round.aggregate)
    yield "quorum", number(_("Score sheets a candidate needs"), 1, 99, round.quorum)
    yield "finalists", number(_("Finalists in each category"), 1, 99, round.finalists)
    grace = round.grace_hours or 0
    yield "grace_hours", number(_("Hours between closing and sealing"), 0, LONGEST_GRACE, grace)
