"""The first visit to an empty installation: whoever has its link founds the organisation.

The link's key is derived from the key outside the database (`award.programme.keys`), so that it is stored nowhere,
and it is good for as long as there is no organisation: founding one closes the door behind whoever did.
"""

from __future__ import annotations

from hmac import compare_digest

from django.db import connection, transaction
from django.urls import reverse

from award.people.domain.organisations import found_organisation
from award.people.models import Person
from award.programme.domain.links import absolute
from award.programme.keys import mac
from award.programme.models import Organisation

LENGTH = 32  # hexadecimal digits: 128 bits
_ONE_AT_A_TIME = 7164302  # an advisory lock of PostgreSQL


class HasBegun(Exception):
    """Somebody has founded an organisation already."""


def has_begun() -> bool:
    """Whether there is an organisation, and so no first visit any more."""
    return Organisation.objects.exists()


def beginning_link() -> str:
    """The address of the first visit. Raises `KeyUnusable`."""
    return absolute(reverse("begin", args=[_key()]))


def is_beginning_key(key: str) -> bool:
    """Whether the address that somebody came by is the one that was printed."""
    return compare_digest(key.encode(), _key().encode())


@transaction.atomic
def begin(*, organisation: str, email: str, name: str) -> Person:
    """Found the first organisation; its owner. Of two at once one raises `HasBegun`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
    if has_begun():
        raise HasBegun
    return found_organisation(organisation, email=email, owner=name).person


def _key() -> str:
    return mac("first visit", "")[:LENGTH]
