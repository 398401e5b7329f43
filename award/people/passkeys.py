"""Passkeys: the key that a device keeps, as a second way in."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
)
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from award.log.domain.recording import record
from award.people.domain.browsers import name_of_browser
from award.people.domain.signing_in import note_wrong_key
from award.people.models import Person
from award.programme.forms.texts import OneLine

LONGEST_NAME = 60


def _called(*, required: bool) -> OneLine:
    return OneLine(
        label=_("What do you call it?"),
        help_text=_("Such as: my phone."),
        max_length=LONGEST_NAME,
        required=required,
    )


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """Always a key that opens the door alone, after a fingerprint, a face or a PIN.

    The field is read by the browser's side, which asks the device for such a key; the base class
    refuses one whose device did not check its owner.
    """

    passwordless = forms.BooleanField(
        initial=True, widget=forms.CheckboxInput(attrs={"hidden": True})
    )

    name = _called(required=False)


class RenameForm(EditWebAuthnForm):  # type: ignore[misc]
    """What its owner calls the passkey."""

    name = _called(required=True)


@receiver(authenticator_added)
def write_down_the_new(user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    record("person.key_added", actor=user, object=user, after={"kind": authenticator.type})


@receiver(authenticator_removed)
def write_down_the_old(user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    record("person.key_removed", actor=user, object=user, before={"kind": authenticator.type})


@receiver(authentication_failed)
def write_down_a_wrong_key(request: HttpRequest, user: Person, **kwargs: Any) -> None:
    """A wrong code of an app, or a key that did not fit; the package itself counts these."""
    browser = name_of_browser(request.headers.get("user-agent", ""))
    note_wrong_key(user, browser=browser)


@receiver(authenticator_added)
def has_just_shown_herself(request: HttpRequest, user: Person, **kwargs: Any) -> None:
    """Whoever has just added a key need not use it at once to be shown the reserve codes."""
    record_authentication(request, user, method="mfa", reauthenticated=True)
