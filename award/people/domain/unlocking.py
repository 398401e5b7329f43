"""Letting somebody in again whose passkey and reserve codes are lost."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction

from award.log.domain.recording import record
from award.people.models import Person


@transaction.atomic
def forget_keys(person: Person, *, reason: str) -> int:
    """Take every passkey, app and reserve code from the account; returns how many there were.

    For whoever looks after the server, who has made sure that it is she. The mailed code then lets
    her in alone.
    """
    keys = Authenticator.objects.filter(user=person)
    count: int = keys.count()
    if count:
        keys.delete()
        record(
            "person.keys_forgotten",
            actor="system",
            object=person,
            before={"keys": count},
            reason=reason,
        )
    return count
