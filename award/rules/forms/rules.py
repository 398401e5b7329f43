"""The rule book as plain fields, a part of it at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.programme.domain.meanwhile import Marks, settle
from award.programme.forms.moments import ZonedMoment
from award.programme.forms.texts import Lines
from award.rules.domain.document import CombinationRules, OpensInPast, Rules, RulesError
from award.rules.domain.naming import combinations, moment_labels, round_words, tie_names
from award.rules.domain.options import COMBINATIONS, PUT_FORWARD, TIE_RULES
from award.rules.domain.rounds_made import in_order
from award.rules.forms.fields import choice, number, openings
from award.rules.forms.prizes import add_prizes, prizes_of
from award.rules.forms.provisions import (
    add_consent,
    add_publication,
    add_retention,
    add_too_little,
    provisions_of,
)
from award.rules.forms.rounds import ENDS, RoundFields

# Where in the form a problem of `check_rules` is shown, when not in the field of the same name.
PLACES = {
    "combination.rule": "combination",
    "combination.weights": "weight_of_jury",
    "ties": "tie_1",
    "too_little.no_figure": "no_figure",
    "consent.reason": "consent_reason_sv",
    "consent.guardian_below": "guardian_below",
    "publication.least_jurors": "least_jurors",
    "publication.least_voters": "least_voters",
    "publication.small_panel": "small_panel",
    "publication.small_electorate": "small_electorate",
    "publication.auditor": "auditor",
}


# The field of the rule book that a field of the form belongs to, where the name does not say it.
PATHS = {
    "combination": "combination.rule",
    "weight_of": "combination.weights",
    "tie": "ties",
    "no_figure": "too_little.no_figure",
    "consent_needed": "consent.needed",
    "consent_reason": "consent.reason",
    "consent_last_day_before": "consent.last_day_before",
    "guardian_below": "consent.guardian_below",
    "least_jurors": "publication.least_jurors",
    "least_voters": "publication.least_voters",
    "small_panel": "publication.small_panel",
    "small_electorate": "publication.small_electorate",
    "auditor": "publication.auditor",
    "keep": "retention",
}
DATES = "tider"


@dataclass(frozen=True)
class Part:
    """A part of the rules that has a page of its own: its address name, and the fields of the form.

    A round may have any name, that of another part too.
    """

    slug: str
    heading: str
    names: tuple[str, ...]
    is_round: bool = False

    @property
    def is_dates(self) -> bool:
        """Whether it is the times of all rounds, each of which stands with its round too."""
        return self.slug == DATES and not self.is_round


class RulesForm(forms.Form):
    """`rules()` gives the rules as they would become; what is not kept on the form stays as it is.

    With `fixed` (why, by the path of a rule) those fields cannot be filled in, and say why.
    """

    may_open_now: tuple[tuple[str, str], ...] = ()
    reason = Lines(
        label=gettext_lazy("Why are the rules changed?"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Needed once the first round has opened. Everybody can read it."),
    )

    def __init__(
        self,
        *args: Any,
        current: Rules,
        zone: ZoneInfo,
        fixed: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.current, self._frozen = current, bool(fixed)
        labels = moment_labels(current)
        self._rounds = [
            RoundFields(each, zone, labels, current.categories, self._frozen)
            for each in current.rounds
        ]
        self.parts = [*self._round_parts(), *self._other_parts(zone, labels)]
        self.order_fields([n for n in self.fields if n != "reason"] + ["reason"])
        self._fix(fixed or {})

    def keep(self, *, part: str = "", round: str = "") -> None:
        """The fields of that part or that round alone; of everything, where neither is named."""
        slug = part or round
        if not slug:
            return
        self.parts = [p for p in self.parts if (p.slug, p.is_round) == (slug, bool(round))]
        kept = {"reason", *(name for each in self.parts for name in each.names)}
        for name in set(self.fields) - kept:
            del self.fields[name]

    @property
    def part(self) -> Part | None:
        """The one that there are the fields of, where there is one."""
        return self.parts[0] if len(self.parts) == 1 else None

    def is_about(self, heading: str) -> bool:
        """Whether the part that there are fields of is the one with this heading."""
        return bool(self.part) and heading == self.parts[0].heading

    @property
    def bound_fields(self) -> list[forms.BoundField]:
        """Of the part, but for the reason, and for what is empty and stays so."""
        return [
            self[name]
            for name, field in self.fields.items()
            if name != "reason" and not (field.disabled and field.initial in (None, "", []))
        ]

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField], str]]:
        """Of each part the heading and its fields; and why, where all of them are fixed for the same reason."""
        every = [part for part in self.parts if not part.is_dates]
        ends = [("announce_at",) if part.is_dates else () for part in self.parts]
        names = [*(part.names for part in every), *filter(None, ends)]
        headings = [*(part.heading for part in every), *(_("The announcement") for e in ends if e)]
        return [
            (heading, [self[name] for name in of_part], self._why_fixed(of_part))
            for heading, of_part in zip(headings, names, strict=True)
        ]

    def _why_fixed(self, names: tuple[str, ...]) -> str:
        fields = [self.fields[name] for name in names]
        reasons = {str(field.help_text) if field.disabled else "" for field in fields}
        return reasons.pop() if len(reasons) == 1 else ""

    def _round_parts(self) -> list[Part]:
        return [
            replace(self._part(each.round.slug, round_words(each.round), each.add), is_round=True)
            for each in self._rounds
        ]

    def _other_parts(self, zone: ZoneInfo, labels: Mapping[str, str]) -> list[Part]:
        ends = [each.named(end) for each in self._rounds for end in ENDS]
        label = labels["announce_at"]
        announced = ZonedMoment(label=label, zone=zone, initial=self.current.announce_at)
        self.fields["announce_at"] = announced
        both_judge = any(
            self.current.jury_that_counts(c.slug) and self.current.vote_that_counts(c.slug)
            for c in self.current.categories
        )
        together: list[Part] = []
        if both_judge:
            heading = _("Jury and public together")
            together.append(self._part("tillsammans", heading, self._add_combination))
        return [
            Part(DATES, _("When"), (*ends, "announce_at")),
            self._part("priser", _("Who wins what"), add_prizes, self.current),
            *together,
            self._part("lika", _("Ties"), self._add_ties),
            self._part(
                "for-lite", _("When there is too little to judge"), add_too_little, self.current
            ),
            self._part("samtycke", _("Who is shown"), add_consent, self.current),
            self._part(
                "publicering", _("What is published of the count"), add_publication, self.current
            ),
            self._part(
                "gallring", _("How long personal data is kept"), add_retention, self.current
            ),
        ]

    def _part(self, slug: str, heading: str, add: Callable[..., None], *about: Any) -> Part:
        before = set(self.fields)
        add(self, *about)
        return Part(slug, heading, tuple(n for n in self.fields if n not in before))

    def _fix(self, fixed: Mapping[str, str]) -> None:
        for name, field in self.fields.items():
            why = fixed.get(self.path_of(name))
            if why:
                field.disabled, field.help_text = True, why

    def path_of(self, name: str) -> str:
        """The field of the rule book that a field of the form belongs to."""
        for each in self._rounds:
            if path := each.path_of(name):
                return path
        if name.startswith("pris__"):
            return "categories"
        for prefix, path in PATHS.items():
            if name == prefix or name.startswith(f"{prefix}_"):
                return path
        return name

    @staticmethod
    def _add_combination(form: RulesForm) -> None:
        current = form.current.combination
        form.fields["combination"] = choice(_("Rule"), COMBINATIONS, combinations(), current.rule)
        for side, label in (("jury", _("The jury's weight")), ("public", _("The public's weight"))):
            form.fields[f"weight_of_{side}"] = number(label, 0, 100, current.weights[side])

    @staticmethod
    def _add_ties(form: RulesForm) -> None:
        named = {"": _("– nothing more –"), **tie_names()}
        wished = [t for t in form.current.ties if t != "lot"]
        breakers = ("", *(t for t in TIE_RULES if t != "lot"))
        for place in range(1, len(TIE_RULES)):
            now = wished[place - 1] if place <= len(wished) else ""
            label = _("%d. A tie is broken by") % place
            form.fields[f"tie_{place}"] = choice(label, breakers, named, now, required=False)
        form.fields["tie_lot"] = forms.BooleanField(
            label=_("Last of all lots are drawn; without it people decide on a tie that stays"),
            required=False,
            initial="lot" in form.current.ties,
        )

    def rules(self) -> Rules:
        """The current rules with what was filled in."""
        data, becomes = self.cleaned_data, self.current
        for each in self._rounds:
            becomes = becomes.with_round(each.read(data, self._moment))
        changes: dict[str, Any] = dict(provisions_of(data, self.current))
        changes["categories"] = prizes_of(data, self.current)
        if "announce_at" in data:
            changes["announce_at"] = self._moment("announce_at")
        if "tie_lot" in data:
            changes["ties"] = self._ties()
        if "combination" in data:
            kept = self.current.combination.put_forward
            weights = {side: data[f"weight_of_{side}"] for side in ("jury", "public")}
            said = kept if self._frozen else PUT_FORWARD[0]
            changes["combination"] = CombinationRules(data["combination"], weights, said)
        if not self._frozen:
            changes["rounds"] = in_order(becomes.rounds)
        return becomes.having(**changes)

    def settle(self, shown: Marks) -> None:
        """What somebody else has adopted since the form was shown stays. Raises `ChangedMeanwhile`."""
        now = {
            name: self.get_initial_for_field(self.fields[name], name) for name in self.cleaned_data
        }
        self.cleaned_data = settle(self.cleaned_data, stored=now, shown=shown)

    def _moment(self, name: str) -> datetime:
        """The form knows minutes: a time that was left alone keeps its seconds."""
        typed: datetime = self.cleaned_data[name]
        kept: datetime = self.fields[name].initial
        left_alone = self.fields[name].disabled or kept.replace(second=0, microsecond=0) == typed
        return kept if left_alone else typed

    def _ties(self) -> tuple[str, ...]:
        wished = (self.cleaned_data[f"tie_{place}"] for place in range(1, len(TIE_RULES)))
        last = ("lot",) if self.cleaned_data["tie_lot"] else ()
        return (*(t for t in wished if t), *last)

    def show(self, error: RulesError) -> None:
        """Put each problem by the field it is about; one with another part's field says whose it is."""
        ends = {
            f"{each.round.slug}.{end}": each.named(end) for each in self._rounds for end in ENDS
        }
        places = {**PLACES, **ends}
        for each in self._rounds:
            places |= each.places()
        places |= {
            f"categories.{c.slug}": f"pris__{c.slug}__seats" for c in self.current.categories
        }
        for path, what in error.problems.items():
            name = places.get(path, path)
            if name in self.fields:
                self.add_error(name, what)
            else:
                self.add_error(None, f"{self._whose(path)}{what}")
        if isinstance(error, OpensInPast):
            self.may_open_now = openings(self, error)

    def _whose(self, path: str) -> str:
        """The round that it is about, before what is said of it."""
        found = self.current.round(path.partition(".")[0])
        return f"{round_words(found)}: " if found else ""
