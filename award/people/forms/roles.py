"""Giving a role."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from award.people.models import Role
from award.programme.cleaning.address_lists import MOST_NAME, Named
from award.programme.forms.addresses import People
from award.programme.forms.texts import Name


class RoleForm(forms.Form):
    """`kind()` and `everywhere()` say which role, and whether it holds in every edition."""

    email = People(
        label=gettext_lazy("E-mail address"),
        rows=2,
        help_text=gettext_lazy(
            "Several too, as a mail program lists them: Åsa Ek <asa@example.org>; Bo Ask <bo@example.org>"
        ),
    )
    name = Name(label=gettext_lazy("Name"), max_length=MOST_NAME, required=False)
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=[
            ("organiser", gettext_lazy("Organiser: decides in this edition")),
            ("organiser-everywhere", gettext_lazy("Organiser in every edition")),
            ("reader", gettext_lazy("Reader: sees, decides nothing")),
            ("reader-everywhere", gettext_lazy("Reader in every edition")),
            ("owner", gettext_lazy("Owner: gives roles, in every edition")),
        ],
        widget=forms.RadioSelect,
        initial="organiser",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("name") and len(data.get("email", ())) > 1:
            self.add_error(
                "name", gettext_lazy("Write each name before its address, since they are several.")
            )
        return data

    def people(self) -> list[Named]:
        """Of a valid form; the name is that of a single one who stands there without."""
        found: list[Named] = self.cleaned_data["email"]
        return [Named(each.address, each.name or self.cleaned_data["name"]) for each in found]

    def kind(self) -> str:
        return str(self.cleaned_data["role"]).removesuffix("-everywhere")

    def everywhere(self) -> bool:
        asked = self.cleaned_data["role"]
        return asked == Role.Kind.OWNER or str(asked).endswith("-everywhere")
