"""Passkeys: the key that a device keeps, as a second way in."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from award.log.domain.recording import record
from award.people.models import Person


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """Always a key that opens the door alone, after a fingerprint, a face or a PIN.

    The field is read by the browser's side, which asks the device for such a key; the base class
    refuses one whose device did not check its owner.
    """

    passwordless = forms.BooleanField(
        initial=True, widget=forms.CheckboxInput(attrs={"hidden": True})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _call(self.fields["name"])


class RenameForm(EditWebAuthnForm):  # type: ignore[misc]
    """What its owner calls the passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _call(self.fields["name"])


@receiver(authenticator_added)
def write_down_the_new(user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    record("person.key_added", actor=user, object=user, after={"kind": authenticator.type})


@receiver(authenticator_removed)
def write_down_the_old(user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    record("person.key_removed", actor=user, object=user, before={"kind": authenticator.type})


@receiver(authenticator_added)
def has_just_shown_herself(request: HttpRequest, user: Person, **kwargs: Any) -> None:
    """Whoever has just added a key need not use it at once to be shown the reserve codes."""
    record_authentication(request, user, method="mfa", reauthenticated=True)


def _call(field: forms.Field) -> None:
    field.label = _("What do you call it?")
    field.help_text = _("Such as: my phone.")
    if isinstance(field, forms.CharField):
        field.max_length = 60
        field.widget.attrs["maxlength"] = 60
