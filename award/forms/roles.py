"""Giving a role."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from award.models import Role


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
