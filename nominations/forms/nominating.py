"""The public form for nominating."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from award.programme.domain.languages import words_of
from award.programme.forms.addresses import Address
from award.programme.forms.keys import SubmissionKey
from award.programme.forms.texts import Lines, Name, OneLine
from award.programme.models import Category, Round
from nominations.botcheck import StartedField, TrapField, new_submission, suspect
from nominations.domain.submitting import Wording
from nominations.forms.ages import add_nominees_age
from nominations.models.lengths import LONGEST, NAME, SHORTEST

_grouped = lazy(partial(number_format, force_grouping=True), str)


class CategoryChoice(forms.ModelChoiceField):
    """Named in the reader's language."""

    def label_from_instance(self, obj: Category) -> str:
        return words_of(obj, "name")


class NominationForm(forms.Form):
    """The public form; `website` and `started` are for telling programs from people."""

    submission = SubmissionKey()
    started = StartedField()
    category = CategoryChoice(
        queryset=Category.objects.none(), label=_("Category"), widget=forms.RadioSelect
    )
    nominee_name = Name(
        label=_("Who do you nominate?"),
        error_messages={"required": _("Write who you nominate.")},
        max_length=NAME,
        help_text=_("First name and surname."),
        autocomplete="off",
    )
    nominee_workplace = OneLine(
        label=_("Workplace"),
        max_length=NAME,
        required=False,
        help_text=_("Employer, school or association, if you know."),
        autocomplete="off",
    )
    nominee_email = Address(
        label=_("How can we reach the person you nominate?"),
        required=False,
        help_text=_(
            "An e-mail address, if you have one. We ask before anything is published. "
            "If you put yourself forward, write your own."
        ),
        autocomplete="off",
    )
    motivation = Lines(
        label=_("Why?"),
        error_messages={"required": _("Write a few sentences about why.")},
        max_length=LONGEST,
        min_length=SHORTEST,
        rows=8,
        help_text=format_lazy(
            _(
                "Tell us what the person has done and what it has meant. A few sentences are enough: "
                "from {least} to {most} characters."
            ),
            least=SHORTEST,
            most=_grouped(LONGEST),
        ),
    )
    nominator_name = Name(
        label=_("Your name"),
        max_length=NAME,
        autocomplete="name",
        error_messages={"required": _("Write your name.")},
    )
    nominator_email = Address(
        label=_("Your e-mail address"),
        error_messages={"required": _("Write your address, and we mail a code there.")},
        help_text=_("We send a code there, so that you can confirm. It is not published."),
        autocomplete="email",
    )
    website = TrapField()
    order = ("submission", "started", "category", "nominee_name", "nominee_age")

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        edition = round.edition
        categories = edition.categories.all()
        if round.only_for:
            categories = categories.filter(slug__in=round.only_for)
        self.fields["category"].queryset = categories  # type: ignore[attr-defined]
        if len(categories) == 1:
            self.fields["category"].widget = forms.HiddenInput()
            self.fields["category"].disabled = True
            self.initial["category"] = categories[0].pk
        add_nominees_age(self, edition)
        self.order_fields(self.order)
        for name, value in new_submission().items():
            self.initial.setdefault(name, value)

    def suspicion(self) -> str:
        """A `Nomination.Suspicion`, or nothing. It never stops anybody."""
        return suspect(trap=self.cleaned_data["website"], started=self.cleaned_data["started"])

    def wording(self) -> Wording:
        """What was filled in, without the parts that are not the nominator's words."""
        data = self.cleaned_data
        return Wording(**{n: data[n] for n in Wording.__dataclass_fields__ if n in data})

    def typed(self) -> list[tuple[str, str]]:
        """What stands in each field, valid or not, for keeping."""
        fields = [field for field in self if not field.is_hidden and field.name != "category"]
        return [(str(f.label), str(f.value())) for f in fields if f.value()]
