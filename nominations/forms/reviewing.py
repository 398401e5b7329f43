"""Deciding on a nomination, and on who is the same person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from award.programme.cleaning.ordering import words_in_order
from award.programme.forms.texts import Lines, Name, OneLine
from award.programme.models import Edition
from nominations.domain.self_nomination import is_own
from nominations.models import Candidate, Nomination
from nominations.models.lengths import LONGEST_REASON, NAME


class AcceptForm(forms.Form):
    """As somebody new, or as a candidate there is."""

    candidate = forms.ModelChoiceField(
        queryset=Candidate.objects.none(),
        label=_("Candidate"),
        required=False,
        empty_label=_("Somebody new"),
        error_messages={
            "invalid_choice": _("That candidate is no longer there. Look at the list again.")
        },
    )
    name = Name(
        label=_("The nominee’s name, as we write it"),
        max_length=NAME,
        required=False,
        help_text=_(
            "The mail to the nominee begins with it. The nominator’s words are not in that mail."
        ),
    )
    tell_nominator = forms.BooleanField(
        label=_("Thank the nominator by mail"), required=False, initial=True
    )

    address_is_hers = forms.BooleanField(
        label=_("The address is the nominee’s: the question goes there"), required=False
    )

    def __init__(self, data: Any = None, *, edition: Edition, nomination: Nomination) -> None:
        super().__init__(data, prefix="accept", initial={"name": nomination.nominee_name})
        if not nomination.has_one_address or is_own(nomination):
            del self.fields["address_is_hers"]
        self.nominee_name = nomination.nominee_name
        known = Candidate.objects.filter(edition=edition, erased_at=None).order_by(
            words_in_order("name"), "pk"
        )
        self.fields["candidate"].queryset = known  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """Left empty, it is the name that the organiser has just read above the form."""
        return self.cleaned_data["name"] or self.nominee_name


class RejectForm(forms.Form):
    """The reason stays with the organisers.

    The nominator has confirmed by a code and waits for an answer, so she is told unless the organiser
    says otherwise; what a program may have sent is not answered unless he does.
    """

    reason = Lines(
        label=_("Why is it rejected?"),
        error_messages={"required": _("Write why: the log keeps it.")},
        max_length=LONGEST_REASON,
        rows=3,
        help_text=_("Kept in the log. Nobody outside the organisers sees it."),
    )
    tell_nominator = forms.BooleanField(
        label=_("Tell the nominator by mail that it goes no further"), required=False
    )

    def __init__(self, data: Any = None, *, nomination: Nomination) -> None:
        super().__init__(data, initial={"tell_nominator": not nomination.suspicion})


class MergeForm(forms.Form):
    """Which candidate is really the same person."""

    fold = forms.ModelChoiceField(queryset=Candidate.objects.none(), label=_("The same person as"))
    reason = OneLine(label=_("Why are they the same person?"), max_length=300)

    def __init__(self, data: Any = None, *, keep: Candidate) -> None:
        super().__init__(data, prefix="merge")
        others = Candidate.objects.filter(edition=keep.edition).exclude(pk=keep.pk)
        self.fields["fold"].queryset = others.order_by(words_in_order("name"), "pk")  # type: ignore[attr-defined]
