"""A form for somebody who stands behind an edition."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from award.programme.forms.pictures import LogoField
from award.programme.forms.texts import OneLine, WebAddress, field_for
from award.programme.models import Partner


class PartnerForm(forms.ModelForm):
    logo = LogoField()
    website = WebAddress(label=gettext_lazy("Web address"), required=False)

    class Meta:
        model = Partner
        formfield_callback = field_for
        fields = ("kind", "name", "website", "logo", "position")
        field_classes = {"name": OneLine}  # A company may be called 3.
        labels = {
            "kind": gettext_lazy("Part"),
            "name": gettext_lazy("Name"),
            "position": gettext_lazy("Place in the list"),
        }
