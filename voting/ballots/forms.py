"""The ballot paper as a form, by the method of the rule book."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from award.models import Category
from nominations.models import Entry
from voting.count.notation import write_choice, write_ranking, write_scores

HIGHEST_SCORE = 5
BUDGET = 10


class BallotForm(forms.Form):
    """One set of fields a category; `choices()` gives the notation of the counting core."""

    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, entries: Iterable[Entry], method: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.method = method
        self.initial.setdefault("submission", uuid.uuid4())
        self.by_category: dict[Category, list[Entry]] = {}
        for entry in entries:
            self.by_category.setdefault(entry.category, []).append(entry)
        for category, group in self.by_category.items():
            self._add_category(category, group)
        self.fields["email"] = forms.EmailField(
            label=_("Your e-mail address"),
            help_text=_("We mail you a code. Your address is not kept with your vote."),
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        )

    def papers(self) -> list[tuple[Category, list[tuple[Entry, Any]]]]:
        """What the page shows: each category with its entries and their fields."""
        return [
            (category, [(entry, self._field(category, entry)) for entry in group])
            for category, group in self.by_category.items()
        ]

    @property
    def picked(self) -> list[str]:
        """What was ticked already, when the page is shown again."""
        names = (c.slug for c in self.by_category)
        return [v for n in names for v in self.data.getlist(n)] if self.is_bound else []  # type: ignore[attr-defined]

    def choices(self) -> dict[str, str]:
        """The vote in notation, by category slug; categories left blank are left out."""
        written = {c.slug: self._written(c, group) for c, group in self.by_category.items()}
        return {slug: text for slug, text in written.items() if text}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for category, group in self.by_category.items():
            self._check_budget(category, group)
        if not self.errors and not self.choices():
            raise forms.ValidationError(_("Choose somebody before you go on."))
        return data

    def _add_category(self, category: Category, group: list[Entry]) -> None:
        names = [(e.candidate.slug, e.candidate.name) for e in group]
        if self.method == "single":
            self.fields[category.slug] = forms.ChoiceField(
                label=category.name_sv, choices=names, widget=forms.RadioSelect, required=False
            )
        elif self.method in {"approval", "eph"}:
            self.fields[category.slug] = forms.MultipleChoiceField(
                label=category.name_sv,
                choices=names,
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        else:
            for entry in group:
                self.fields[_name(category, entry)] = self._number(entry, len(group))

    def _number(self, entry: Entry, how_many: int) -> forms.IntegerField:
        low, high = {
            "points": (0, BUDGET),
            "score": (0, HIGHEST_SCORE),
            "star": (0, HIGHEST_SCORE),
        }.get(self.method, (1, how_many))
        return forms.IntegerField(
            label=entry.candidate.name, min_value=low, max_value=high, required=False
        )

    def _field(self, category: Category, entry: Entry) -> Any:
        name = _name(category, entry)
        return self[name] if name in self.fields else None

    def _written(self, category: Category, group: list[Entry]) -> str:
        if category.slug in self.fields:
            chosen = self.cleaned_data.get(category.slug) or []
            return write_choice(frozenset([chosen] if isinstance(chosen, str) else chosen))
        numbers = self._numbers(category, group)
        if self.method in {"points", "score", "star"}:
            return write_scores(tuple(sorted((n, v) for n, v in numbers.items() if v)))  # type: ignore[misc]
        tiers: dict[int, set[str]] = {}
        for name, place in numbers.items():
            tiers.setdefault(place, set()).add(name)
        return write_ranking(tuple(frozenset(tiers[place]) for place in sorted(tiers)))

    def _numbers(self, category: Category, group: list[Entry]) -> dict[str, int]:
        found = {e.candidate.slug: self.cleaned_data.get(_name(category, e)) for e in group}
        return {slug: value for slug, value in found.items() if value is not None}

    def _check_budget(self, category: Category, group: list[Entry]) -> None:
        if self.method == "points" and sum(self._numbers(category, group).values()) > BUDGET:
            self.add_error(None, _("You have %d points to spread in each category.") % BUDGET)


class ReceiptForm(forms.Form):
    receipt = forms.CharField(
        label=_("The receipt's code"),
        max_length=80,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "class": "code"}
        ),
    )


class VoteCodeForm(forms.Form):
    """Six digits; spaces and dashes between them do no harm."""

    code = forms.CharField(
        label=_("The code from the mail"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code"}
        ),
        error_messages={"required": _("Type the six digits from the mail.")},
    )

    def clean_code(self) -> str:
        code = "".join(c for c in self.cleaned_data["code"] if c not in " -\u00a0")
        if not (len(code) == 6 and code.isascii() and code.isdigit()):
            raise forms.ValidationError(_("The code is six digits: look in the mail."))
        return code


def _name(category: Category, entry: Entry) -> str:
    return f"{category.slug}--{entry.candidate.slug}"
