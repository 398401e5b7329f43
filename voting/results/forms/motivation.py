"""The organisers' words about the winner."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 2000


class MotivationForm(forms.Form):
    text_sv = forms.CharField(
        label=_("In Swedish"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )
    text_en = forms.CharField(
        label=_("In English"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
