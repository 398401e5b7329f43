"""The organisers' words about the winner."""

from django import forms
from django.utils.translation import gettext_lazy as _

from award.programme.forms.texts import Lines
from voting.results.models.motivation import LONGEST


class MotivationForm(forms.Form):
    text_sv = Lines(label=_("In Swedish"), max_length=LONGEST, rows=4)
    text_en = Lines(label=_("In English"), max_length=LONGEST, rows=4, required=False)
