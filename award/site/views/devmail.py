"""In development: a page of the mail that was sent."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import islice

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from award.programme.cleaning.addresses import MOST
from award.programme.cleaning.parameters import typed_line

NEWEST = 30


def mail(request: HttpRequest) -> HttpResponse:
    """The newest mails, to one address where one is asked for; nothing of the kind exists outside development."""
    if not settings.DEBUG:
        raise Http404
    wanted = typed_line(request.GET.get("till", ""), most=MOST)
    found = islice((m for m in _newest_first() if wanted.lower() in m["to"].lower()), NEWEST)
    return render(request, "site/devmail.html", {"mails": list(found), "wanted": wanted})


def _newest_first() -> Iterator[dict[str, str]]:
    folder = settings.VAR_DIR / "mail"
    for file in sorted(folder.glob("*.eml"), reverse=True) if folder.exists() else ():
        yield _shown(message_from_bytes(file.read_bytes(), policy=policy.default))


def _shown(message: EmailMessage) -> dict[str, str]:
    body = message.get_body(("plain",))
    return {
        "to": str(message["To"]),
        "subject": str(message["Subject"]),
        "date": str(message["Date"]),
        "text": body.get_content() if body else "",
    }
