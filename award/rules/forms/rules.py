"""The rule book as plain fields."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.programme.forms.moments import ZonedMoment
from award.rules.domain.document import (
    AGGREGATES,
    COMBINATIONS,
    METHODS,
    TIE_RULES,
    CombinationRules,
    NominationRules,
    Rules,
    RulesError,
    Text,
    VoteRules,
    Window,
)
from award.rules.forms.criteria import add_criteria, criteria_of
from award.rules.forms.times import moment_labels
from award.rules.forms.words import aggregates, combinations, methods, tie_rules

# Where in the form a problem of `check_rules` is shown, when not in the field of the same name.
PLACES = {
    "jury.criteria": "criterion_1_name_sv",
    "jury.scale": "scale_max",
    "jury.quorum": "quorum",
    "jury.finalists": "finalists",
    "jury.aggregate": "aggregate",
    "vote.method": "method",
    "combination.rule": "combination",
    "combination.weights": "weight_of_jury",
    "ties": "tie_1",
}


class RulesForm(forms.Form):
    """`rules()` gives the rules as they would become; `groups` are the fields under headings."""

    reason = forms.CharField(
        label=gettext_lazy("Why are the rules changed?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed once the first round has opened. Everybody can read it."),
    )

    def __init__(self, *args: Any, current: Rules, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.current = current
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
        self.order_fields([n for n in self.fields if n != "reason"] + ["reason"])

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [(heading, [self[name] for name in names]) for heading, names in self._groups]

    def _group(self, heading: str, add: Any, *args: Any) -> None:
        before = set(self.fields)
        add(*args)
        self._groups.append((heading, [n for n in self.fields if n not in before]))

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
            self.fields[f"eligibility_{language}"] = forms.CharField(
                label=label,
                required=language == "sv",
                max_length=1000,
                initial=getattr(current.eligibility, language),
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def _add_jury(self) -> None:
        jury = self.current.jury
        assert jury is not None  # noqa: S101
        self.fields["scale_min"] = _number(_("Lowest score"), 0, 100, jury.scale_min)
        self.fields["scale_max"] = _number(_("Highest score"), 1, 100, jury.scale_max)
        self.fields["aggregate"] = _choice(
            _("Jury's figure"), AGGREGATES, aggregates(), jury.aggregate
        )
        self.fields["quorum"] = _number(_("Score sheets a candidate needs"), 1, 99, jury.quorum)
        self.fields["finalists"] = _number(_("Finalists in each category"), 1, 99, jury.finalists)

    def _add_vote(self, current: VoteRules) -> None:
        self.fields["method"] = _choice(_("Voting method"), METHODS, methods(), current.method)

    def _add_combination(self) -> None:
        current = self.current.combination
        self.fields["combination"] = _choice(_("Rule"), COMBINATIONS, combinations(), current.rule)
        for side, label in (("jury", _("The jury's weight")), ("public", _("The public's weight"))):
            self.fields[f"weight_of_{side}"] = _number(label, 0, 100, current.weights[side])

    def _add_ties(self) -> None:
        words = {"": _("– nothing more –"), **tie_rules()}
        wished = [t for t in self.current.ties if t != "lot"]
        breakers = ("", *(t for t in TIE_RULES if t != "lot"))
        for place in range(1, len(TIE_RULES)):
            now = wished[place - 1] if place <= len(wished) else ""
            label = _("%d. A tie is broken by") % place
            self.fields[f"tie_{place}"] = _choice(label, breakers, words, now, required=False)
        last = self.fields[f"tie_{len(TIE_RULES) - 1}"]
        last.help_text = _("Last of all comes the drawing of lots.")

    def rules(self) -> Rules:
        """The current rules with what was filled in."""
        data = self.cleaned_data
        changes: dict[str, Any] = {"announce_at": data["announce_at"], "ties": self._ties()}
        for kind in self.current.windows():
            changes[kind] = replace(getattr(self.current, kind), **self._round(kind))
        if "combination" in data:
            weights = {side: data[f"weight_of_{side}"] for side in ("jury", "public")}
            changes["combination"] = CombinationRules(data["combination"], weights)
        return replace(self.current, **changes)

    def _round(self, kind: str) -> dict[str, Any]:
        data = self.cleaned_data
        window = Window(data[f"{kind}_opens_at"], data[f"{kind}_closes_at"])
        if kind == "nomination":
            words = Text(data["eligibility_sv"], data["eligibility_en"])
            return {"window": window, "eligibility": words}
        if kind == "vote":
            return {"window": window, "method": data["method"]}
        names = ("scale_min", "scale_max", "aggregate", "quorum", "finalists")
        criteria = criteria_of(data, self.current.jury.criteria if self.current.jury else ())
        return {"window": window, "criteria": criteria, **{n: data[n] for n in names}}

    def _ties(self) -> tuple[str, ...]:
        wished = (self.cleaned_data[f"tie_{place}"] for place in range(1, len(TIE_RULES)))
        return (*(t for t in wished if t), "lot")

    def show(self, error: RulesError) -> None:
        """Put each problem by the field it is about."""
        for path, what in error.problems.items():
            name = PLACES.get(path, path.replace(".", "_"))
            self.add_error(name if name in self.fields else None, what)


def _choice(
    label: str,
    values: tuple[str, ...],
    words: dict[str, str],
    initial: str,
    *,
    required: bool = True,
) -> forms.ChoiceField:
    choices = [(value, words[value]) for value in values]
    return forms.ChoiceField(label=label, choices=choices, initial=initial, required=required)


def _number(label: str, low: int, high: int, initial: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=low, max_value=high, initial=initial)
