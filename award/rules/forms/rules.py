"""The rule book as plain fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.programme.domain.meanwhile import Marks, settle
from award.programme.forms.moments import ZonedMoment
from award.programme.forms.texts import Lines
from award.programme.models.round import KINDS
from award.rules.domain.checking import LONGEST_GRACE
from award.rules.domain.document import (
    CombinationRules,
    NominationRules,
    OpensInPast,
    Rules,
    RulesError,
    Text,
    VoteRules,
    Window,
)
from award.rules.domain.naming import aggregates, combinations, methods, moment_labels, tie_names
from award.rules.domain.options import (
    AGGREGATES,
    COMBINATIONS,
    ELIMINATIONS,
    METHODS,
    PUT_FORWARD,
    TIE_RULES,
)
from award.rules.forms.criteria import add_criteria, criteria_of
from award.rules.forms.fields import choice, number, openings, words
from award.rules.forms.provisions import (
    add_consent,
    add_publication,
    add_retention,
    add_too_little,
    provisions_of,
)

# Where in the form a problem of `check_rules` is shown, when not in the field of the same name.
PLACES = {
    "jury.criteria": "criterion_1_name_sv",
    "jury.scale": "scale_max",
    "jury.quorum": "quorum",
    "jury.finalists": "finalists",
    "jury.aggregate": "aggregate",
    "jury.grace_hours": "grace_hours",
    "vote.method": "method",
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
    "eligibility": "nomination.eligibility",
    "criterion": "jury.criteria",
    "scale": "jury.scale",
    "aggregate": "jury.aggregate",
    "quorum": "jury.quorum",
    "finalists": "jury.finalists",
    "grace_hours": "jury.grace_hours",
    "method": "vote.method",
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


class RulesForm(forms.Form):
    """`rules()` gives the rules as they would become; `groups` are the fields under headings.

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
        self._groups: list[tuple[str, list[str]]] = []
        self._group(_("When"), self._add_times, zone)
        if current.nomination:
            self._group(_("Nomination"), self._add_nomination, current.nomination)
        if current.jury:
            self._group(_("The jury's criteria"), add_criteria, self, current.jury.criteria)
            self._group(_("The jury's count"), self._add_jury)
        if current.vote:
            self._group(_("Public vote"), self._add_vote, current.vote)
        if current.jury and current.vote:
            self._group(_("Jury and public together"), self._add_combination)
        self._group(_("Ties"), self._add_ties)
        self._group(_("When there is too little to judge"), add_too_little, self, current)
        self._group(_("Who is shown"), add_consent, self, current)
        self._group(_("What is published of the count"), add_publication, self, current)
        self._group(_("How long personal data is kept"), add_retention, self, current)
        self.order_fields([n for n in self.fields if n != "reason"] + ["reason"])
        self._fix(fixed or {})

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField], str]]:
        """Heading and fields; and why, where all of them are fixed for the same reason."""
        return [
            (heading, [self[name] for name in names], self._why_fixed(names))
            for heading, names in self._groups
        ]

    def _why_fixed(self, names: list[str]) -> str:
        fields = [self.fields[name] for name in names]
        reasons = {str(field.help_text) if field.disabled else "" for field in fields}
        return reasons.pop() if len(reasons) == 1 else ""

    def _group(self, heading: str, add: Any, *args: Any) -> None:
        before = set(self.fields)
        add(*args)
        self._groups.append((heading, [n for n in self.fields if n not in before]))

    def _fix(self, fixed: Mapping[str, str]) -> None:
        for name, field in self.fields.items():
            why = fixed.get(path_of(name))
            if why:
                field.disabled, field.help_text = True, why

    def _add_times(self, zone: ZoneInfo) -> None:
        labels = moment_labels()
        for kind, window in self.current.windows().items():
            for end, moment in (("opens_at", window.opens_at), ("closes_at", window.closes_at)):
                name = f"{kind}_{end}"
                self.fields[name] = ZonedMoment(label=labels[name], zone=zone, initial=moment)
        self.fields["announce_at"] = ZonedMoment(
            label=labels["announce_at"], zone=zone, initial=self.current.announce_at
        )

    def _add_nomination(self, current: NominationRules) -> None:
        for language, label in (
            ("sv", _("Who can be nominated, in Swedish")),
            ("en", _("Who can be nominated, in English")),
        ):
            self.fields[f"eligibility_{language}"] = words(
                label, getattr(current.eligibility, language), required=language == "sv"
            )

    def _add_jury(self) -> None:
        jury = self.current.jury
        assert jury is not None  # noqa: S101
        self.fields["scale_min"] = number(_("Lowest score"), 0, 100, jury.scale_min)
        self.fields["scale_max"] = number(_("Highest score"), 1, 100, jury.scale_max)
        self.fields["aggregate"] = choice(
            _("Jury's figure"), AGGREGATES, aggregates(), jury.aggregate
        )
        self.fields["quorum"] = number(_("Score sheets a candidate needs"), 1, 99, jury.quorum)
        self.fields["finalists"] = number(_("Finalists in each category"), 1, 99, jury.finalists)
        self.fields["grace_hours"] = number(
            _("Hours between closing and sealing"), 0, LONGEST_GRACE, jury.grace_hours or 0
        )

    def _add_vote(self, current: VoteRules) -> None:
        self.fields["method"] = choice(_("Voting method"), METHODS, methods(), current.method)

    def _add_combination(self) -> None:
        current = self.current.combination
        self.fields["combination"] = choice(_("Rule"), COMBINATIONS, combinations(), current.rule)
        for side, label in (("jury", _("The jury's weight")), ("public", _("The public's weight"))):
            self.fields[f"weight_of_{side}"] = number(label, 0, 100, current.weights[side])

    def _add_ties(self) -> None:
        named = {"": _("– nothing more –"), **tie_names()}
        wished = [t for t in self.current.ties if t != "lot"]
        breakers = ("", *(t for t in TIE_RULES if t != "lot"))
        for place in range(1, len(TIE_RULES)):
            now = wished[place - 1] if place <= len(wished) else ""
            label = _("%d. A tie is broken by") % place
            self.fields[f"tie_{place}"] = choice(label, breakers, named, now, required=False)
        self.fields["tie_lot"] = forms.BooleanField(
            label=_("Last of all lots are drawn; without it people decide on a tie that stays"),
            required=False,
            initial="lot" in self.current.ties,
        )

    def rules(self) -> Rules:
        """The current rules with what was filled in."""
        data = self.cleaned_data
        changes: dict[str, Any] = {"announce_at": self._moment("announce_at"), "ties": self._ties()}
        for kind in self.current.windows():
            changes[kind] = replace(getattr(self.current, kind), **self._round(kind))
        if "combination" in data:
            weights = {side: data[f"weight_of_{side}"] for side in ("jury", "public")}
            kept = self.current.combination.put_forward
            changes["combination"] = CombinationRules(
                data["combination"],
                weights,
                self._as_of_now(kept, PUT_FORWARD),
            )
        return replace(self.current, **changes, **provisions_of(data, self.current))

    def settle(self, shown: Marks) -> None:
        """What somebody else has adopted since the form was shown stays. Raises `ChangedMeanwhile`."""
        now = {
            name: self.get_initial_for_field(self.fields[name], name) for name in self.cleaned_data
        }
        self.cleaned_data = settle(self.cleaned_data, stored=now, shown=shown)

    def _round(self, kind: str) -> dict[str, Any]:
        data = self.cleaned_data
        window = Window(self._moment(f"{kind}_opens_at"), self._moment(f"{kind}_closes_at"))
        if kind == "nomination":
            words = Text(data["eligibility_sv"], data["eligibility_en"])
            return {"window": window, "eligibility": words}
        if kind == "vote":
            kept = self.current.vote.elimination if self.current.vote else None
            leaving = self._as_of_now(kept, ELIMINATIONS)
            return {"window": window, "method": data["method"], "elimination": leaving}
        names = ("scale_min", "scale_max", "aggregate", "quorum", "finalists")
        criteria = criteria_of(data, self.current.jury.criteria if self.current.jury else ())
        return {
            "window": window,
            "criteria": criteria,
            "grace_hours": self._grace(),
            **{n: data[n] for n in names},
        }

    def _as_of_now(self, kept: str | None, options: tuple[str, ...]) -> str | None:
        """What older books left unsaid is said before the freeze; after it stays what it meant."""
        return kept if self._frozen else options[0]

    def _grace(self) -> int | None:
        """Absent where it was, when nothing is wished."""
        kept = self.current.jury.grace_hours if self.current.jury else None
        wished: int = self.cleaned_data["grace_hours"]
        return None if kept is None and not wished else wished

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
        """Put each problem by the field it is about."""
        for path, what in error.problems.items():
            name = PLACES.get(path, path.replace(".", "_"))
            self.add_error(name if name in self.fields else None, what)
        if isinstance(error, OpensInPast):
            self.may_open_now = openings(self, error)


def path_of(name: str) -> str:
    """The field of the rule book that a field of the form belongs to."""
    for prefix, path in PATHS.items():
        if name == prefix or name.startswith(f"{prefix}_"):
            return path
    return name.replace("_", ".", 1) if name.split("_", maxsplit=1)[0] in KINDS else name
