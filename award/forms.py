"""The forms of the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.domain.rules import (
    AGGREGATES,
    COMBINATIONS,
    METHODS,
    CombinationRules,
    Criterion,
    Rules,
    Window,
)
from award.models import Award, Role


class ZonedMoment(forms.DateTimeField):
    """A local time in a zone: one that a clock change skips is refused, one it repeats asked about."""

    widget = forms.DateTimeInput(
        attrs={"type": "datetime-local", "step": 60}, format="%Y-%m-%dT%H:%M"
    )

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **kwargs)
        self.zone = zone

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime) and timezone.is_aware(value):
            return timezone.localtime(value, self.zone).replace(tzinfo=None)
        return value

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        naive = forms.DateTimeField(input_formats=self.input_formats).to_python(value)
        if naive is None:
            return None
        wall = timezone.make_naive(naive) if timezone.is_aware(naive) else naive
        return self._only_meaning(wall)

    def _only_meaning(self, wall: datetime) -> datetime:
        first, second = (wall.replace(tzinfo=self.zone, fold=fold) for fold in (0, 1))
        if first.utcoffset() == second.utcoffset():
            return first
        if (first.utcoffset() or 0) < (second.utcoffset() or 0):  # type: ignore[operator]
            raise forms.ValidationError(
                _("That time does not exist: the clocks go forward then. Choose another hour.")
            )
        raise forms.ValidationError(
            _("That time comes twice: the clocks go back then. Choose another hour.")
        )


class AwardForm(forms.ModelForm):
    """The award's words and colours."""

    class Meta:
        model = Award
        fields = (
            "name_sv", "name_en", "tagline_sv", "tagline_en", "purpose_sv", "purpose_en", "colour", "accent",
        )  # fmt: skip
        labels = {
            "name_sv": gettext_lazy("Name in Swedish"),
            "name_en": gettext_lazy("Name in English"),
            "tagline_sv": gettext_lazy("One sentence in Swedish"),
            "tagline_en": gettext_lazy("One sentence in English"),
            "purpose_sv": gettext_lazy("What it is for, in Swedish"),
            "purpose_en": gettext_lazy("What it is for, in English"),
            "colour": gettext_lazy("Colour"),
            "accent": gettext_lazy("Second colour"),
        }
        widgets = {
            "purpose_sv": forms.Textarea(attrs={"rows": 6}),
            "purpose_en": forms.Textarea(attrs={"rows": 6}),
            "colour": forms.TextInput(attrs={"type": "color"}),
            "accent": forms.TextInput(attrs={"type": "color"}),
        }


class RulesForm(forms.Form):
    """The rule book as plain fields; `rules()` gives the rules as they would become."""

    reason = forms.CharField(
        label=gettext_lazy("Why are the rules changed?"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Needed once the first round has opened. Everybody can read it."),
    )

    def __init__(self, *args: Any, current: Rules, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.current = current
        for kind, window in current.windows().items():
            self._add_window(kind, window, zone)
        self.fields["announce_at"] = ZonedMoment(
            label=_("The announcement"), zone=zone, initial=current.announce_at
        )
        if current.jury:
            self._add_jury(current)
        if current.vote:
            self.fields["method"] = _choice(_("Voting method"), METHODS, current.vote.method)
        if current.jury and current.vote:
            self._add_combination(current)
        self.order_fields([n for n in self.fields if n != "reason"] + ["reason"])

    def _add_window(self, kind: str, window: Window, zone: ZoneInfo) -> None:
        names = {"nomination": _("Nomination"), "jury": _("Jury"), "vote": _("Public vote")}
        self.fields[f"{kind}_opens_at"] = ZonedMoment(
            label=_("%s opens") % names[kind], zone=zone, initial=window.opens_at
        )
        self.fields[f"{kind}_closes_at"] = ZonedMoment(
            label=_("%s closes") % names[kind], zone=zone, initial=window.closes_at
        )

    def _add_jury(self, current: Rules) -> None:
        jury = current.jury
        assert jury is not None  # noqa: S101
        for criterion in jury.criteria:
            self.fields[f"weight_{criterion.slug}"] = forms.IntegerField(
                label=_("Weight of “%s”") % criterion.name("sv"),
                min_value=1,
                max_value=100,
                initial=criterion.weight,
            )
        self.fields["aggregate"] = _choice(_("Jury's figure"), AGGREGATES, jury.aggregate)
        self.fields["quorum"] = forms.IntegerField(
            label=_("Score sheets a candidate needs"), min_value=1, initial=jury.quorum
        )
        self.fields["finalists"] = forms.IntegerField(
            label=_("Finalists in each category"), min_value=1, initial=jury.finalists
        )

    def _add_combination(self, current: Rules) -> None:
        self.fields["combination"] = _choice(
            _("Jury and public together"), COMBINATIONS, current.combination.rule
        )
        for side, name in (("jury", _("The jury's weight")), ("public", _("The public's weight"))):
            self.fields[f"weight_of_{side}"] = forms.IntegerField(
                label=name, min_value=0, max_value=100, initial=current.combination.weights[side]
            )

    def rules(self) -> Rules:
        """The current rules with what was filled in."""
        data = self.cleaned_data
        changes: dict[str, Any] = {"announce_at": data["announce_at"]}
        for kind in self.current.windows():
            window = Window(data[f"{kind}_opens_at"], data[f"{kind}_closes_at"])
            changes[kind] = replace(getattr(self.current, kind), window=window)
        if self.current.jury:
            changes["jury"] = replace(
                changes["jury"],
                criteria=tuple(self._weighed(c) for c in self.current.jury.criteria),
                aggregate=data["aggregate"],
                quorum=data["quorum"],
                finalists=data["finalists"],
            )
        if self.current.vote:
            changes["vote"] = replace(changes["vote"], method=data["method"])
        if "combination" in data:
            weights = {side: data[f"weight_of_{side}"] for side in ("jury", "public")}
            changes["combination"] = CombinationRules(data["combination"], weights)
        return replace(self.current, **changes)

    def _weighed(self, criterion: Criterion) -> Criterion:
        return replace(criterion, weight=self.cleaned_data[f"weight_{criterion.slug}"])


class RoleForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=[
            (Role.Kind.ORGANISER, gettext_lazy("Organiser: decides in this edition")),
            (Role.Kind.READER, gettext_lazy("Reader: sees, decides nothing")),
            (Role.Kind.OWNER, gettext_lazy("Owner: gives roles, in every edition")),
        ],
    )


def _choice(label: str, values: tuple[str, ...], initial: str) -> forms.ChoiceField:
    names = _names()
    return forms.ChoiceField(
        label=label, choices=[(v, names.get(v, v)) for v in values], initial=initial
    )


def _names() -> dict[str, str]:
    """What the rule book's words are called on the desk."""
    return {
        "mean": _("Mean"),
        "median": _("Median"),
        "trimmed": _("Mean without highest and lowest"),
        "borda": _("Places give points (Borda)"),
        "zscores": _("Against each side's own mean and spread"),
        "severity": _("Strictness estimated and taken out"),
        "single": _("One choice"),
        "approval": _("As many as one likes"),
        "points": _("Points"),
        "score": _("Scores"),
        "star": _("Scores, then run-off (STAR)"),
        "irv": _("Ranking with run-offs (IRV)"),
        "schulze": _("Ranking, everybody meets everybody (Schulze)"),
        "eph": _("Equal parts of a point (EPH)"),
        "shares": _("Shares of the points and the votes"),
        "places": _("Places"),
        "public_among_shortlist": _("The public decides among the jury's finalists"),
        "veto": _("Shares, and both must want her"),
    }
