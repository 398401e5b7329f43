"""Signing in: how often it may fail, how long the codes are, and what is written down of it.

Every limit is counted in PostgreSQL, by the address that was typed: whether there is an account behind it shows in
nothing. A browser that the person has signed in with before has limits of its own.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import timedelta

import structlog
from django.db import transaction

from award.limits.domain.budgets import Budget, forget_uses, has_room, spend, used
from award.log.domain.recording import record
from award.mail.domain.messaging import queue_message
from award.mail.domain.not_me import Whose
from award.people.domain.canonical import canonical_email
from award.people.models import Person
from award.programme.domain.links import page_address

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
FAILURES = Budget("sign-in-failures", ((6, MINUTE), (40, DAY)))
FAILURES_HERE = Budget("sign-in-failures-here", ((10, MINUTE),))  # in a browser that is known
REFUSALS_NOTED = Budget("sign-in-refusals", ((1, DAY),))
# So many digits from so many failures a day: guessing becomes hopeless before it is refused.
LENGTHS = ((20, 10), (5, 8), (0, 6))
NEW_BROWSER = "new_browser"
log = structlog.get_logger(__name__)


def may_try(address: str, *, known: str = "") -> bool:
    """Whether a code may be typed for the address; `known` is the token of a browser that is known."""
    if known:
        return has_room(FAILURES_HERE, known)
    return has_room(FAILURES, canonical_email(address))


def code_length(address: str) -> int:
    """How many digits a code to sign in has, after what has failed today."""
    failed = used(FAILURES, canonical_email(address), within=DAY)
    return next(digits for least, digits in LENGTHS if failed >= least)


def failures_today(addresses: Iterable[str]) -> int:
    """How many wrong codes were typed for these addresses today."""
    boxes = {canonical_email(address) for address in addresses}
    return sum(used(FAILURES, box, within=DAY) for box in boxes)


def forget_failures(addresses: Iterable[str]) -> None:
    """What is counted by these addresses goes before its day: they are nobody's any more."""
    for address in addresses:
        for budget in (FAILURES, REFUSALS_NOTED):
            forget_uses(budget, canonical_email(address))


def note_failure(address: str, person: Person | None, *, browser: str, known: str = "") -> None:
    """A wrong code was typed, or a wrong key used."""
    if known:
        spend(FAILURES_HERE, known)
    else:
        spend(FAILURES, canonical_email(address))
    _note("sign_in_failed", person, browser=browser)


def note_wrong_key(person: Person, *, browser: str) -> None:
    """Somebody who has the mail of hers, or sits where she was signed in, does not have the key."""
    _note("key_failed", person, browser=browser)


def note_refusal(address: str, person: Person | None, *, browser: str) -> None:
    """It was not even tried, because too much has failed; once a day for each account."""
    if spend(REFUSALS_NOTED, canonical_email(address)):
        _note("sign_in_refused", person, browser=browser)


@transaction.atomic
def note_sign_in(person: Person, *, ways: list[str], browser: str, is_new: bool) -> None:
    """Somebody is in. `is_new`: with a browser that she has to be told of."""
    if is_new:
        _tell_of_new_browser(person, browser=browser)
    log.info("person.signed_in", person=person.pk, ways=ways)
    record(
        "person.signed_in",
        actor=person,
        object=person,
        after={"ways": ways, "browser": browser},
    )


def _note(what: str, person: Person | None, *, browser: str) -> None:
    """Of an address without an account nothing is kept but a line that does not name it."""
    log.warning(f"person.{what}", person=person.pk if person else None)
    if person:
        record(f"person.{what}", actor="stranger", object=person, after={"browser": browser})


def _tell_of_new_browser(person: Person, *, browser: str) -> None:
    time = uuid.uuid4().hex[:12]
    queue_message(
        "new_browser",
        occasion=f"new-browser:{person.pk}:{time}",
        recipient=person.email,
        language=person.language,
        whose=Whose(NEW_BROWSER, f"{person.pk}:{time}"),
        context={"browser": browser, "keys": page_address("mfa_index", language=person.language)},
    )
