"""The form to complain, and the one to answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from award.programme.forms.addresses import Address
from award.programme.forms.keys import SubmissionKey
from award.programme.forms.texts import Lines, Name
from voting.complaints.domain.complaining import Wording
from voting.complaints.models import Complaint
from voting.complaints.models.complaint import LONGEST, NAME, SHORTEST


class ComplaintForm(forms.Form):
    submission = SubmissionKey()
    about = forms.ChoiceField(
        label=_("What is it about?"),
        choices=Complaint.About.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what it is about.")},
    )
    text = Lines(
        label=_("What is wrong, and what do you want?"),
        rows=8,
        min_length=SHORTEST,
        max_length=LONGEST,
        error_messages={"required": _("Write what is wrong.")},
        help_text=_("Say which rule or which figure, if you can."),
    )
    name = Name(
        label=_("Your name"),
        max_length=NAME,
        autocomplete="name",
        error_messages={"required": _("Write your name.")},
    )
    email = Address(
        label=_("Your e-mail address"),
        error_messages={"required": _("Write your address: the answer comes there.")},
        help_text=_("The answer comes there. Neither name nor address is published."),
        autocomplete="email",
    )

    def __init__(self, *args: Any, announced: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not announced:
            self.initial.setdefault("about", Complaint.About.DECISION)

    def wording(self) -> Wording:
        return Wording(**{name: self.cleaned_data[name] for name in Wording.__dataclass_fields__})


class AnswerForm(forms.Form):
    answer = Lines(
        label=_("Answer"),
        rows=6,
        min_length=SHORTEST,
        max_length=LONGEST,
        error_messages={"required": _("Write an answer.")},
        help_text=_("It is mailed at once, and stands in the log. It cannot be changed."),
    )
