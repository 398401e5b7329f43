"""Asking how old a nominee is, and which guardian agrees, where the rules need it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _

from award.programme.forms.texts import Name
from award.programme.models import Edition
from nominations.domain.guardians import guardian_below
from nominations.models import Candidate, Nomination
from nominations.models.lengths import NAME

YOUNGER, OLD_ENOUGH = Nomination.Age.YOUNGER.value, Nomination.Age.OLD_ENOUGH.value


def add_age(form: forms.Form, candidate: Candidate, *, herself: bool, required: bool) -> None:
    """To the form of a yes; the words are to her, or to the organiser who notes what she said.

    `required` unless what was sent is a no.
    """
    below = guardian_below(candidate.edition)
    if not below:
        return
    known = YOUNGER if candidate.guardian else OLD_ENOUGH if candidate.accepted_at else None
    form.fields["age"] = forms.ChoiceField(
        label=(_("Are you younger than %d?") if herself else _("Is the nominee younger than %d?"))
        % below,
        choices=[(OLD_ENOUGH, _("No")), (YOUNGER, _("Yes"))],
        widget=forms.RadioSelect,
        required=required,
        initial=known,
        error_messages={
            "required": _("Answer yes or no: it decides whether a guardian has to agree.")
        },
    )
    form.fields["guardian"] = Name(
        label=_("If younger: the name of a parent or guardian"),
        max_length=NAME,
        required=False,
        initial=candidate.guardian,
        help_text=_(
            "For whoever is younger than %d a parent or another guardian has to agree as well. The name is "
            "not published."
        )
        % below,
        autocomplete="off",
    )
    form.fields["guardian_agrees"] = forms.BooleanField(
        label=_("If younger: the guardian has read what would be published, and agrees"),
        required=False,
        initial=bool(candidate.guardian),
    )


def check_age(form: forms.Form) -> None:
    """What a yes lacks, beside its field. For the form's `clean`."""
    if "age" not in form.fields:
        return
    data = form.cleaned_data
    if data.get("age") != YOUNGER:
        return
    if not data.get("guardian") and not form.has_error("guardian"):
        form.add_error("guardian", _("Write who the parent or guardian is that agrees."))
    if not data.get("guardian_agrees"):
        form.add_error(
            "guardian_agrees", _("Without a guardian who agrees there can be no yes yet.")
        )


def guardian_in(form: forms.Form) -> str | None:
    """As `nominations.domain.guardians.check_guardian` has it."""
    if not form.cleaned_data.get("age"):
        return None
    return str(form.cleaned_data["guardian"]) if form.cleaned_data["age"] == YOUNGER else ""


def add_nominees_age(form: forms.Form, edition: Edition) -> None:
    """To the nominator's form: she may not know."""
    below = guardian_below(edition)
    if not below:
        return
    form.fields["nominee_age"] = forms.ChoiceField(
        label=_("Is the person you nominate younger than %d?") % below,
        choices=[
            (OLD_ENOUGH, _("No")),
            (YOUNGER, _("Yes")),
            (Nomination.Age.UNKNOWN.value, _("I do not know")),
        ],
        widget=forms.RadioSelect,
        help_text=_(
            "Whoever is younger than %d takes part only when a parent or another guardian has agreed as well. "
            "We ask for that before anything is published."
        )
        % below,
        error_messages={"required": _("Choose what you know of the age.")},
    )
