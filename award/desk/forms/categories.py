"""Forms for a category: all of it before the freeze, its wording after."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from award.people.domain.witnessing import OutsideWitness
from award.people.forms.witness import WitnessFields
from award.programme.forms.free_text import FreeText
from award.programme.forms.texts import OneLine, field_for
from award.programme.models import Category

LABELS = {
    "name_sv": gettext_lazy("Name in Swedish"),
    "name_en": gettext_lazy("Name in English"),
    "description_sv": gettext_lazy("Who can win it, in Swedish"),
    "description_en": gettext_lazy("Who can win it, in English"),
    "position": gettext_lazy("Place in the list"),
}
TEXT = FreeText(attrs={"rows": 3})


class CategoryForm(forms.ModelForm):
    class Meta:
        model = Category
        formfield_callback = field_for
        fields = ("name_sv", "name_en", "description_sv", "description_en", "position")
        labels = LABELS
        widgets = {"description_sv": TEXT, "description_en": TEXT}


class WordingForm(WitnessFields, forms.ModelForm):
    """After the freeze; the witness is for another text where nobody can second it."""

    reason = OneLine(
        label=gettext_lazy("Why is the wording changed?"),
        max_length=500,
        help_text=gettext_lazy(
            "Everybody can read it. A slip in one word is mended at once; more takes two."
        ),
    )

    class Meta:
        model = Category
        formfield_callback = field_for
        fields = ("name_sv", "name_en", "description_sv", "description_en")
        labels = LABELS
        widgets = {"description_sv": TEXT, "description_en": TEXT}

    def __init__(self, *args: Any, alone: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not alone:
            del self.fields["witness_name"], self.fields["witness_email"]

    def witness(self) -> OutsideWitness | None:
        return super().witness() if "witness_name" in self.fields else None

    field_order = ("name_sv", "name_en", "description_sv", "description_en", "reason")
