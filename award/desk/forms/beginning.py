"""The form of the first visit, and the one that a first year begins with."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.desk.domain.first_year import LEAST, SHAPES, Shape
from award.people.models import Person
from award.programme.forms.addresses import Address
from award.programme.forms.moments import ZonedMoment
from award.programme.forms.texts import Name, OneLine
from award.programme.models import Organisation


class BeginForm(forms.Form):
    """Who gives the award, and who sits here."""

    organisation = OneLine(
        label=gettext_lazy("Who gives the award"),
        max_length=Organisation._meta.get_field("name").max_length or 0,
        help_text=gettext_lazy("The association, the municipality, the newspaper."),
        autocomplete="organization",
    )
    name = Name(
        label=gettext_lazy("Your name"),
        max_length=Person._meta.get_field("name").max_length or 0,
        autocomplete="name",
    )
    email = Address(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy(
            "You sign in with it: a code is mailed to you each time. People who need help write to it as well, "
            "until you name another."
        ),
    )


class FirstYearForm(forms.Form):
    """How a first year is decided, and when the result is told: the other days follow from it."""

    shape = forms.ChoiceField(
        label=gettext_lazy("How the winner is found"),
        choices=[(shape.slug, shape.words) for shape in SHAPES],
        initial=SHAPES[0].slug,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, now: datetime, zone: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._now = now
        self.fields["gala"] = ZonedMoment(
            label=_("When the winner is told"),
            zone=zone,
            help_text=_(
                "The gala, the meeting, the morning of the paper. All other days are proposed from it."
            ),
        )

    def clean_gala(self) -> datetime:
        gala: datetime = self.cleaned_data["gala"]
        if gala < self._now + LEAST:
            days = LEAST // timedelta(days=1)
            raise forms.ValidationError(
                _("A year takes at least %d days from nomination to result: choose a later day.")
                % days
            )
        return gala

    def shape_chosen(self) -> Shape:
        return next(shape for shape in SHAPES if shape.slug == self.cleaned_data["shape"])
