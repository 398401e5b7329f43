"""A form by which a proposal is declined."""

from __future__ import annotations

from django import forms

from award.people.models.proposal import LONGEST_REASON
from award.programme.forms.texts import OneLine


class DecliningForm(forms.Form):
    """Why it is not done, if she wants to say."""

    why = OneLine(max_length=LONGEST_REASON, required=False)
