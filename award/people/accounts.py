"""Accounts without passwords, whose mail goes through our own outbox."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from award.mail.domain.codes import DIGITS, new_sign_in
from award.mail.domain.letters import CODE, SIGN_IN
from award.mail.domain.messaging import queue_text
from award.mail.models import Message
from award.people.domain.browsers import is_known, new_token, remember_browser
from award.people.domain.signing_in import code_length, note_sign_in
from award.people.known import give_token, name_of, token_of
from award.people.models import Person, Role
from award.programme.cleaning.addresses import MOST
from award.programme.cleaning.parameters import typed_line
from award.programme.domain.clock import database_now


def ways_in(records: list[dict[str, Any]]) -> list[str]:
    """ "code", "webauthn", "totp", "recovery_codes" or a provider's name, in the order of use."""
    return [str(r.get("type") or r.get("provider") or r["method"]) for r in records]


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are for people who were invited: nobody signs up by herself."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def generate_login_code(self) -> str:
        """Six digits, and more where much has failed for the address today.

        What the library keeps in the session for it is the code's renewal; the code is kept nowhere.
        """
        return new_sign_in(code_length(self._address()))

    def _address(self) -> str:
        """That the code goes to: the one that was typed, or hers who is asked once more."""
        typed = typed_line(context.request.POST.get("login", ""), most=MOST)
        return typed or str(getattr(context.request, "confirms", ""))

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        """Write it down, and know the browser from now on."""
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        token, browser = token_of(request), name_of(request)
        known = is_known(user, token)
        note_sign_in(
            user,
            ways=ways_in(get_authentication_records(request, user)),
            browser=browser,
            is_new=not known and user.browsers.exists(),
        )
        token = token or new_token()
        remember_browser(user, token, name=browser)
        give_token(answer, token)
        return answer

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Staff stay signed in for a working day, whatever they do in it."""
        super().login(request, user)
        lasts = timedelta(seconds=settings.SESSION_COOKIE_AGE)
        request.session.set_expiry(database_now() + lasts)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue it: a dead mail server or worker delays a code, and never breaks the page.

        Each is an occasion of its own, since asking for a code twice gives two mails. A code stands in
        none: what the library takes for it is its renewal, of which the sender makes it.
        """
        renewal = str(context.get("code", ""))
        known = {
            "email": email,
            "site_name": settings.SITE_NAME,
            "site_url": settings.SITE_URL,
            "request": self.request,
        }
        shown = {"code": CODE} if renewal else {}
        message = self.render_mail(template_prefix, email, known | context | shown)
        queue_text(
            occasion=f"account:{uuid.uuid4().hex}",
            recipient=email,
            subject=message.subject,
            text=str(message.body) + "\n",
            language=get_language() or "sv",
            priority=Message.Priority.SIGN_IN,
            patience=timedelta(seconds=settings.SIGN_IN_CODE_SECONDS),
            code_of=SIGN_IN if renewal else "",
            code_renewal=renewal,
        )

    def generate_email_verification_code(self) -> str:
        """As for the code to sign in with."""
        return new_sign_in(DIGITS)

    def format_email_subject(self, subject: str) -> str:
        return f"{subject} – {settings.SITE_NAME}"

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Organisers to their desk; a juror who is nothing else to the jury."""
        kinds = set(Role.objects.filter(person=request.user.pk).values_list("kind", flat=True))
        return reverse("jury_home" if kinds == {Role.Kind.JUROR} else "desk")
