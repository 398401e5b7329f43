"""Letting somebody in again whose passkey and reserve codes are lost."""

from __future__ import annotations

import uuid

from allauth.mfa.models import Authenticator
from django.db import transaction

from award.log.domain.recording import record
from award.mail.domain.messaging import queue_message
from award.people.domain.browsers import forget_browsers
from award.people.models import Person
from award.programme.domain.links import page_address


@transaction.atomic
def forget_keys(person: Person, *, reason: str) -> int:
    """Take every passkey, app and reserve code from the account; returns how many there were.

    Every browser that was signed in or known is a stranger again, and she is told by mail.

    For whoever looks after the server, who has made sure that it is she. The mailed code then lets
    her in alone.
    """
    keys = Authenticator.objects.filter(user=person)
    count: int = keys.count()
    forget_browsers(person)
    if count:
        keys.delete()
        _tell(person)
        record(
            "person.keys_forgotten",
            actor="system",
            object=person,
            before={"keys": count},
            reason=reason,
        )
    return count


def _tell(person: Person) -> None:
    queue_message(
        "keys_forgotten",
        occasion=f"keys-forgotten:{uuid.uuid4().hex}",
        recipient=person.email,
        language=person.language,
        context={"link": page_address("mfa_index", language=person.language)},
    )
