"""The browsers that a person has signed in with: no stranger's attempts keep her out there."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext

from award.people.models import KnownBrowser, Person
from award.programme.domain.clock import database_now

KNOWN_FOR = timedelta(days=365)  # since she last signed in with it

# The first that stands in a browser's description of itself: each also claims to be those below.
BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("Chrome", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


def new_token() -> str:
    """For the cookie of a browser that has none."""
    return secrets.token_urlsafe(24)


def is_known(person: Person, token: str) -> bool:
    """Whether she has signed in with the browser in the last year."""
    since = database_now() - KNOWN_FOR
    return bool(token) and _rows(person, token).filter(last_at__gt=since).exists()


def remember_browser(person: Person, token: str, *, name: str) -> None:
    """She has signed in with it now."""
    if not _rows(person, token).update(last_at=Now(), name=name):
        KnownBrowser.objects.bulk_create(
            [KnownBrowser(person=person, token_hash=_hash(token), name=name)], ignore_conflicts=True
        )


def forget_old_browsers() -> int:
    """Those that nobody has signed in with for a year; returns how many."""
    old = KnownBrowser.objects.filter(last_at__lt=database_now() - KNOWN_FOR)
    return int(old.delete()[0])


def forget_browsers(person: Person) -> None:
    """Every browser is a stranger again, and signed out."""
    KnownBrowser.objects.filter(person=person).delete()
    for session in UserSession.objects.filter(user=person):
        session.end()


def name_of_browser(description: str) -> str:
    """ "Firefox, Windows": what a User-Agent says, as far as a person wants to know it."""
    found = [
        next((name for mark, name in known if mark in description), "")
        for known in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, found)) or gettext("Unknown browser")


def _rows(person: Person, token: str) -> QuerySet[KnownBrowser]:
    return KnownBrowser.objects.filter(person=person, token_hash=_hash(token))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
