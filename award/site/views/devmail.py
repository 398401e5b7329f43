"""In development: a page of the mail that was sent."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

NEWEST = 30


def mail(request: HttpRequest) -> HttpResponse:
    """The newest mails, whole; nothing of the kind exists outside development."""
    if not settings.DEBUG:
        raise Http404
    folder = settings.VAR_DIR / "mail"
    files = sorted(folder.glob("*.eml"), reverse=True)[:NEWEST] if folder.exists() else []
    read = [message_from_bytes(f.read_bytes(), policy=policy.default) for f in files]
    return render(request, "site/devmail.html", {"mails": [_shown(m) for m in read]})


def _shown(message: EmailMessage) -> dict[str, str]:
    body = message.get_body(("plain",))
    return {
        "to": str(message["To"]),
        "subject": str(message["Subject"]),
        "date": str(message["Date"]),
        "text": body.get_content() if body else "",
    }
