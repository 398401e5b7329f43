"""The forms of signing in: an address, and the code that was mailed there."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    LoginForm,
    RequestLoginCodeForm,
)
from allauth.core import context
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.limits.asker import source_of
from award.limits.challenge import Proof, proof_for
from award.limits.domain.asking import ProofNeeded, Purpose, answer_mail, ask_to_sign_in
from award.mail.domain.codes import sign_in_code
from award.mail.forms import ALL_DIGITS
from award.people.domain.canonical import one_mailbox
from award.people.domain.signing_in import LENGTHS, may_try, note_failure, note_refusal
from award.people.known import known_token, name_of
from award.programme.forms.addresses import Address
from award.programme.forms.codes import Digits

SECOND_STEP = (mfa_settings.TOTP_DIGITS, mfa_settings.RECOVERY_CODE_DIGITS)
SIX_DIGITS = format_lazy(
    gettext_lazy("The code is {digits} digits: look in your authenticator."), digits=SECOND_STEP[0]
)
SIX_OR_EIGHT_DIGITS = format_lazy(
    gettext_lazy(
        "The code is {digits} digits from your authenticator, or {reserve} of a reserve code."
    ),
    digits=SECOND_STEP[0],
    reserve=SECOND_STEP[1],
)
CODE_LENGTHS = tuple(sorted((digits for _least, digits in LENGTHS), reverse=True))


class AccountAddress(Address):
    """As accounts keep it: in small letters."""

    def __init__(self) -> None:
        super().__init__(label=gettext_lazy("E-mail address"), autocomplete="email")

    def to_python(self, value: Any) -> str:
        return super().to_python(value).lower()


class AddressForm(LoginForm):  # type: ignore[misc]
    """Asks for the address alone.

    A browser that is known is mailed a code whoever else has asked for one. `proof` is there where the browser has
    to calculate first.
    """

    proof: Proof | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = AccountAddress()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.errors and not known_token(self.request, self.user):
            self._ask(cleaned["login"])
        return cleaned

    def _ask(self, address: str) -> None:
        try:
            with transaction.atomic():
                ask_to_sign_in(source_of(self.request), one_mailbox(address))
        except ProofNeeded as refusal:
            self.proof = proof_for(refusal, queue=False)
            raise forms.ValidationError(
                _(
                    "Very many codes are being asked for. Sign in with a passkey, or in a browser where you have "
                    "signed in before; or let this browser calculate for a moment, and send it once more."
                )
            ) from None


class MoreAddressForm(AddEmailForm):  # type: ignore[misc]
    """Another address of somebody who has an account."""

    email = AccountAddress()


class AskForCodeForm(RequestLoginCodeForm):  # type: ignore[misc]
    email = AccountAddress()


class _OfRenewal:
    """Takes the code's renewal, and checks against the code that is made of it."""

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        kwargs["code"] = sign_in_code(code) if code else ""
        super().__init__(*args, **kwargs)


class CodeForm(_OfRenewal, ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code that was mailed to sign in with, however long it is today."""

    code = Digits(label=gettext_lazy("Code"), lengths=CODE_LENGTHS, wrong=ALL_DIGITS)

    def clean_code(self) -> str:
        """Every failure is counted, and where there were too many the code is not even looked at."""
        request: HttpRequest = context.request
        stage = request._login_stage  # type: ignore[attr-defined]
        address, person = stage.state["email"], stage.login.user
        known, browser = known_token(request, person), name_of(request)
        if not may_try(address, known=known):
            note_refusal(address, person, browser=browser)
            raise forms.ValidationError(
                _(
                    "Too many wrong codes have been typed for this address. Sign in with a passkey, or in a browser "
                    "where you have signed in before, or try again later."
                )
            )
        try:
            code: str = super().clean_code()
        except forms.ValidationError:
            note_failure(address, person, browser=browser, known=known)
            raise
        answer_mail(source_of(request), one_mailbox(address), Purpose.ACCOUNT)
        return code


class NewAddressCodeForm(_OfRenewal, ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    """The code that was mailed to a new address."""

    code = Digits(label=gettext_lazy("Code"))


class AuthenticatorForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an authenticator, by which it is connected."""

    code = Digits(label=gettext_lazy("Authenticator code"), wrong=SIX_DIGITS)


class SecondStepForm(AuthenticateForm):  # type: ignore[misc]
    """A code of the authenticator, or one of the reserve codes."""

    code = Digits(label=gettext_lazy("Code"), lengths=SECOND_STEP, wrong=SIX_OR_EIGHT_DIGITS)


class OnceMoreForm(ReauthenticateForm):  # type: ignore[misc]
    """The same, from somebody who is signed in."""

    code = Digits(label=gettext_lazy("Code"), lengths=SECOND_STEP, wrong=SIX_OR_EIGHT_DIGITS)
