"""Somebody who has just shown who she is, as after a sign-in."""

from __future__ import annotations

import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.test import Client

from award.people.models import Person


def sign_in_now(client: Client, person: Person, *, ago: float = 0) -> None:
    """Signed in by the cookie alone; she showed who she is so many seconds ago."""
    client.force_login(person)
    session = client.session
    shown = {
        "method": "code",
        "at": time.time() - ago,
        "email": person.email,
        "reauthenticated": True,
    }
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [shown]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(person.pk)
    session.save()
