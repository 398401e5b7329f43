"""Accounts without passwords, whose mail goes through our own outbox."""

from __future__ import annotations

import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from award.domain.messaging import queue_text
from award.models import Role


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are for people who were invited: nobody signs up by herself."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue it: a dead mail server or worker delays a code, and never breaks the page."""
        message = self.render_mail(template_prefix, email, context)
        words = f"{message.subject}\n{message.body}"
        queue_text(
            occasion=f"account:{hashlib.sha256(words.encode()).hexdigest()[:32]}",
            recipient=email,
            subject=message.subject,
            text=message.body,
            language=get_language() or "sv",
        )

    def format_email_subject(self, subject: str) -> str:
        return f"{subject} – {settings.SITE_NAME}"

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Organisers to their desk; a juror who is nothing else to the jury."""
        kinds = set(Role.objects.filter(person=request.user.pk).values_list("kind", flat=True))
        return reverse("jury_home" if kinds == {Role.Kind.JUROR} else "desk")


class ProviderAdapter(DefaultSocialAccountAdapter):
    """An outside provider lets in those who were invited, under the address it vouches for."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False
