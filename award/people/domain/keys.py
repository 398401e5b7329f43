"""A key of one's own: a passkey, or an app that shows codes."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings

from award.people.models import Person, Role

DECIDING = (Role.Kind.OWNER, Role.Kind.ORGANISER)
KEYS = (Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP)


def has_key(person: Person) -> bool:
    """Reserve codes are none: they stand in for one that was lost."""
    return bool(Authenticator.objects.filter(user=person, type__in=KEYS).exists())


def lacks_key(person: Person) -> bool:
    """Whether the person decides somewhere, with nothing but a mailbox to show who that is.

    Nothing is asked where `KEYS_REQUIRED` is off, as it is outside production.
    """
    if not settings.KEYS_REQUIRED:
        return False
    return Role.objects.filter(person=person, kind__in=DECIDING).exists() and not has_key(person)
