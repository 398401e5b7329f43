"""Accounts without passwords, whose mail goes through our own outbox."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import (
    AddEmailForm,
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    LoginForm,
    RequestLoginCodeForm,
)
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from award.mail.domain.messaging import queue_text
from award.mail.models import Message
from award.people.models import Role
from award.programme.domain.clock import database_now
from award.programme.forms.addresses import Address
from award.programme.forms.codes import Digits

LENGTHS = (mfa_settings.TOTP_DIGITS, mfa_settings.RECOVERY_CODE_DIGITS)
SIX_DIGITS = format_lazy(
    _("The code is {digits} digits: look in your authenticator."), digits=LENGTHS[0]
)
SIX_OR_EIGHT_DIGITS = format_lazy(
    _("The code is {digits} digits from your authenticator, or {reserve} of a reserve code."),
    digits=LENGTHS[0],
    reserve=LENGTHS[1],
)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are for people who were invited: nobody signs up by herself."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Staff stay signed in for a working day, whatever they do in it."""
        super().login(request, user)
        lasts = timedelta(seconds=settings.SESSION_COOKIE_AGE)
        request.session.set_expiry(database_now() + lasts)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue it: a dead mail server or worker delays a code, and never breaks the page.

        Each is an occasion of its own, since asking for a code twice gives two mails.
        """
        known = {
            "email": email,
            "site_name": settings.SITE_NAME,
            "site_url": settings.SITE_URL,
            "request": self.request,
        }
        message = self.render_mail(template_prefix, email, known | context)
        queue_text(
            occasion=f"account:{uuid.uuid4().hex}",
            recipient=email,
            subject=message.subject,
            text=str(message.body) + "\n",
            language=get_language() or "sv",
            priority=Message.Priority.SIGN_IN,
            patience=timedelta(seconds=settings.SIGN_IN_CODE_SECONDS),
        )

    def format_email_subject(self, subject: str) -> str:
        return f"{subject} – {settings.SITE_NAME}"

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Organisers to their desk; a juror who is nothing else to the jury."""
        kinds = set(Role.objects.filter(person=request.user.pk).values_list("kind", flat=True))
        return reverse("jury_home" if kinds == {Role.Kind.JUROR} else "desk")


class AccountAddress(Address):
    """As accounts keep it: in small letters."""

    def __init__(self) -> None:
        super().__init__(label=_("E-mail address"), autocomplete="email")

    def to_python(self, value: Any) -> str:
        return super().to_python(value).lower()


class AddressForm(LoginForm):  # type: ignore[misc]
    """Asks for the address alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = AccountAddress()


class MoreAddressForm(AddEmailForm):  # type: ignore[misc]
    """Another address of somebody who has an account."""

    email = AccountAddress()


class AskForCodeForm(RequestLoginCodeForm):  # type: ignore[misc]
    email = AccountAddress()


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code that was mailed to sign in with."""

    code = Digits(label=_("Code"))


class NewAddressCodeForm(ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    """The code that was mailed to a new address."""

    code = Digits(label=_("Code"))


class AuthenticatorForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an authenticator, by which it is connected."""

    code = Digits(label=_("Authenticator code"), wrong=SIX_DIGITS)


class SecondStepForm(AuthenticateForm):  # type: ignore[misc]
    """A code of the authenticator, or one of the reserve codes."""

    code = Digits(label=_("Code"), lengths=LENGTHS, wrong=SIX_OR_EIGHT_DIGITS)


class OnceMoreForm(ReauthenticateForm):  # type: ignore[misc]
    """The same, from somebody who is signed in."""

    code = Digits(label=_("Code"), lengths=LENGTHS, wrong=SIX_OR_EIGHT_DIGITS)
