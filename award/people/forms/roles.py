"""Giving a role."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from award.people.models import Role


class RoleForm(forms.Form):
    """`kind()` and `everywhere()` say which role, and whether it holds in every edition."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail address"))
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

    def kind(self) -> str:
        return str(self.cleaned_data["role"]).removesuffix("-everywhere")

    def everywhere(self) -> bool:
        asked = self.cleaned_data["role"]
        return asked == Role.Kind.OWNER or str(asked).endswith("-everywhere")
