"""A form for a category."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from award.programme.models import Category


class CategoryForm(forms.ModelForm):
    class Meta:
        model = Category
        fields = ("name_sv", "name_en", "description_sv", "description_en", "position")
        labels = {
            "name_sv": gettext_lazy("Name in Swedish"),
            "name_en": gettext_lazy("Name in English"),
            "description_sv": gettext_lazy("Who can win it, in Swedish"),
            "description_en": gettext_lazy("Who can win it, in English"),
            "position": gettext_lazy("Place in the list"),
        }
        widgets = {
            "description_sv": forms.Textarea(attrs={"rows": 3}),
            "description_en": forms.Textarea(attrs={"rows": 3}),
        }
