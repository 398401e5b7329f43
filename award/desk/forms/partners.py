"""A form for somebody who stands behind an edition."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from award.programme.forms.pictures import LogoField
from award.programme.models import Partner


class PartnerForm(forms.ModelForm):
    logo = LogoField()
    website = forms.URLField(
        label=gettext_lazy("Web address"), required=False, assume_scheme="https", max_length=200
    )

    class Meta:
        model = Partner
        fields = ("kind", "name", "website", "logo", "position")
        labels = {
            "kind": gettext_lazy("Part"),
            "name": gettext_lazy("Name"),
            "position": gettext_lazy("Place in the list"),
        }
