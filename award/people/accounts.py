"""Accounts without passwords, whose mail goes through our own outbox."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ConfirmLoginCodeForm, LoginForm
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from award.mail.domain.messaging import queue_text
from award.mail.models import Message
from award.people.models import Role
from award.programme.domain.clock import database_now


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


class AddressForm(LoginForm):  # type: ignore[misc]
    """Asks for the address alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["login"]
        field.label = _("E-mail address")
        field.widget.attrs.pop("placeholder", None)


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]
    """Six digits, with a phone's number keys; blanks and hyphens between them do no harm."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("Code")
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs |= {"class": "code", "inputmode": "numeric"}
