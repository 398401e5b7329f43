"""That the key outside the database is the one that belongs to it."""

from __future__ import annotations

import sys
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection

from award.programme.keys import KeyUnusable, fingerprint, make_key, replace_key
from award.programme.models import KnownKey

ANOTHER = (
    "The key in {file} is not the one that this database knows: put that one back from its own back-up. "
    'See "The key" in docs/operations.md.'
)
GONE = (
    "This database knows a key, and there is none in {file}: put it back from its own back-up. "
    'See "The key" in docs/operations.md.'
)


Question = Callable[[], str]
_questions: list[Question] = []


class KeyInUse(Exception):
    """Something can only be finished with the key that is in use; the message says what."""


def needs_key(question: Question) -> Question:
    """Have a room asked what of its own needs the key just now: words, or nothing."""
    _questions.append(question)
    return question


def renew_key(*, lost: bool) -> None:
    """Another key in the place of the one in use, in the caller's transaction.

    `lost`: it is gone for good, with everything that needs it. Raises `KeyInUse`.
    """
    for question in () if lost else _questions:
        if words := question():
            raise KeyInUse(words)
    replace_key(settings.KEY_FILE)
    KnownKey.objects.create(fingerprint=fingerprint())


def known_fingerprint() -> str:
    """Of the key in use; "" in a database that knows none yet."""
    return KnownKey.objects.order_by("-id").values_list("fingerprint", flat=True).first() or ""


def check_key() -> None:
    """Raises `KeyUnusable`, in words."""
    known = known_fingerprint()
    if known and not settings.KEY_FILE.exists():
        raise KeyUnusable(GONE.format(file=settings.KEY_FILE))
    if fingerprint() != (known or fingerprint()):
        raise KeyUnusable(ANOTHER.format(file=settings.KEY_FILE))


def introduce_key() -> None:
    """Make the key of a new installation, and have the database know it. Raises `KeyUnusable`."""
    if not known_fingerprint():
        make_key(settings.KEY_FILE)
        KnownKey.objects.get_or_create(fingerprint=fingerprint())
    check_key()


def refuse_without_key() -> None:
    """Exit where the key is not there or another's; with the database away that is seen later."""
    try:
        check_key()
    except KeyUnusable as unusable:
        sys.exit(str(unusable))
    except DatabaseError:
        return
    finally:
        connection.close()
