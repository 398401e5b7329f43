"""The ballot paper as a form, by the method of the rule book."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from award.programme.domain.languages import words_of
from award.programme.forms.addresses import Address
from award.programme.models import Category
from nominations.models import Entry
from voting.ballots.domain.choosing import (
    MARKINGS,
    ChoiceRefused,
    Marking,
    check_choices,
    highest_number,
    numbers_of,
    picks_of,
    write_numbers,
    write_picks,
)

LEFT = _("Somebody you chose is no longer on the ballot paper. Look at it again, and choose.")


@dataclass(frozen=True)
class Paper:
    """One category on the page: each entry with the control that marks it."""

    category: Category
    rows: Sequence[tuple[Entry, Any]]
    errors: Sequence[str]


class BallotForm(forms.Form):
    """A paper a category; `choices()` gives the notation of the counting core."""

    submission = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid"), _("The form had lost its number. Send it once more.")
        ),
    )

    def __init__(
        self,
        *args: Any,
        entries: Iterable[Entry],
        method: str,
        limit: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.method, self.marking, self.limit = method, MARKINGS[method], limit
        self.initial.setdefault("submission", uuid.uuid4())
        self.by_category: dict[Category, list[Entry]] = {}
        for entry in entries:
            self.by_category.setdefault(entry.category, []).append(entry)
        for category, group in self.by_category.items():
            self.fields |= self._fields_of(category, group)
        self.fields["email"] = Address(
            label=_("Your e-mail address"),
            help_text=_("We mail you a code there. The address is not kept with your vote."),
            autocomplete="email",
            error_messages={
                "required": _("Type your address: we mail the code there."),
            },
        )

    def papers(self) -> list[Paper]:
        """What the page shows."""
        return [
            Paper(category, self._rows(category, group), self._errors_of(category))
            for category, group in self.by_category.items()
        ]

    @property
    def has_an_order(self) -> bool:
        """Whether anybody comes before somebody else."""
        return any(len(group) > 1 for group in self.by_category.values())

    @property
    def top(self) -> int:
        """The highest number that can be given."""
        most = max(map(len, self.by_category.values()), default=0)
        return highest_number(self.method, most, self.limit)

    def choices(self) -> dict[str, str]:
        """The vote in notation, by category slug; "" where nothing was marked."""
        return {c.slug: self._written(c, group) for c, group in self.by_category.items()}

    def clean(self) -> dict[str, Any]:
        if self.errors.keys() <= {"email", "submission"}:
            try:
                entries = [e for group in self.by_category.values() for e in group]
                check_choices(self.choices(), method=self.method, entries=entries, limit=self.limit)
            except ChoiceRefused as refusal:
                self.add_error(self._sole_field(), str(refusal))
        return self.cleaned_data

    def fill_in(self, choices: Mapping[str, str], *, email: str) -> None:
        """Mark what was chosen before, by category slug, as far as it still stands on the paper."""
        self.initial["email"] = email
        for category, group in self.by_category.items():
            marks = self._marks(category, group, choices.get(category.slug, ""))
            self.initial.update(marks)

    def renew(self) -> None:
        """Give the form a number of its own again, with everything that was typed in it."""
        data = cast(QueryDict, self.data).copy()
        data["submission"] = str(uuid.uuid4())
        self.data = data

    def _fields_of(self, category: Category, group: list[Entry]) -> dict[str, forms.Field]:
        names = [(e.candidate.slug, e.candidate.name) for e in group]
        label = words_of(category, "name")
        if self.marking is Marking.ONE:
            one = forms.ChoiceField(
                label=label,
                choices=names,
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": LEFT},
            )
            return {category.slug: one}
        if self.marking is Marking.SEVERAL:
            several = forms.MultipleChoiceField(
                label=label,
                choices=names,
                widget=forms.CheckboxSelectMultiple,
                required=False,
                error_messages={"invalid_choice": LEFT},
            )
            return {category.slug: several}
        return {_field_name(category, e): self._number(e, len(group)) for e in group}

    def _marks(self, category: Category, group: list[Entry], choice: str) -> dict[str, Any]:
        if self.marking is Marking.ONE:
            return {category.slug: next(iter(picks_of(choice)), "")}
        if self.marking is Marking.SEVERAL:
            return {category.slug: picks_of(choice)}
        numbers = numbers_of(self.method, choice)
        return {_field_name(category, e): numbers.get(e.candidate.slug) for e in group}

    def _number(self, entry: Entry, how_many: int) -> forms.Field:
        top = highest_number(self.method, how_many, self.limit)
        wrong = _("Write a whole number from 0 to %(top)d.") % {"top": top}
        if self.marking is Marking.ORDER:
            places = [("", "–"), *((n, str(n)) for n in range(1, top + 1))]
            return forms.TypedChoiceField(
                label=entry.candidate.name,
                choices=places,
                coerce=int,
                empty_value=None,
                required=False,
            )
        return forms.IntegerField(
            label=entry.candidate.name,
            min_value=0,
            max_value=top,
            required=False,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
        )

    def _rows(self, category: Category, group: list[Entry]) -> list[tuple[Entry, Any]]:
        if category.slug in self.fields:
            return list(zip(group, self[category.slug], strict=True))
        return [(entry, self[_field_name(category, entry)]) for entry in group]

    def _sole_field(self) -> str | None:
        """The one that holds the whole vote, where there is one: what is wrong stands beside it."""
        slugs = [category.slug for category in self.by_category]
        return slugs[0] if len(slugs) == 1 and slugs[0] in self.fields else None

    def _errors_of(self, category: Category) -> list[str]:
        return [str(e) for e in self.errors.get(category.slug, [])]

    def _written(self, category: Category, group: list[Entry]) -> str:
        data = self.cleaned_data
        if self.marking is Marking.ONE:
            return write_picks([data[category.slug]] if data[category.slug] else [])
        if self.marking is Marking.SEVERAL:
            return write_picks(data[category.slug])
        numbers = {e.candidate.slug: data[_field_name(category, e)] for e in group}
        given = {s: n for s, n in numbers.items() if n is not None}
        return write_numbers(self.method, given, self.limit)


def _field_name(category: Category, entry: Entry) -> str:
    return f"{category.slug}--{entry.candidate.slug}"
