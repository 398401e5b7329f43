"""What a person says about herself."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from award.people.models import Person
from award.programme.forms.texts import field_for


class IntroductionForm(forms.ModelForm):
    language = forms.ChoiceField(
        label=gettext_lazy("The language of mail to you"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Person
        formfield_callback = field_for
        fields = ("name", "language")
        labels = {"name": gettext_lazy("Your name")}
        help_texts = {
            "name": gettext_lazy(
                "Stands in the log, and with a change of the rules that you propose or approve."
            )
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["name"].required = True
        self.fields["name"].widget.attrs["autocomplete"] = "name"
