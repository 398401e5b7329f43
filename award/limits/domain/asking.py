"""Asking for a mail to an address: limits that stop a flood and no person.

What a network asks for counts first: above a threshold there is a calculation for the browser, or a queue, and both
are shown. A mailbox counts only what nobody has answered, and what it has had shows to nobody who asks, not even
in the same network: so a stranger can neither keep anybody out nor learn who has asked or voted. Whoever answers wipes
her network's slate clean.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import connection

from award.limits.domain.budgets import take_turns
from award.limits.domain.proving import redeem
from award.limits.domain.sources import OURS, Source, hashed
from award.limits.models import Use
from award.mail.domain.brake import BRAKED_FOR
from award.mail.domain.codes import DIGITS
from award.mail.models import HoldsCode
from award.programme.domain.clock import database_now
from award.programme.domain.periods import in_whole_minutes


class Purpose(StrEnum):
    """What a mail is for. Each is counted apart, under hashes of its own: a row that leads to somebody who signed in,
    nominated or complained leads to no row of a vote."""

    VOTE = "vote"
    NOMINATION = "nomination"
    ACCOUNT = "account"
    COMPLAINT = "complaint"


DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LATELY = timedelta(minutes=30)  # the time in which a network's mails are counted
SPARE = 5 / 4  # some ask twice before they answer
TO_ONE = 6  # mails a day that nobody answered leave at once, from one network to one mailbox
TO_ONE_A_DAY = 10  # and so many leave at all; whoever asks for more sees no difference
AT_ONCE = 10  # mails an hour that nobody answered, to one address from everywhere
APART = timedelta(minutes=10)  # between two mails to one address, where there were more
LONGEST_UNSEEN = timedelta(minutes=45)  # a mail waits so long at most without anybody being told
QUEUE_BEGINS = timedelta(minutes=2)
QUEUE_STEP = timedelta(seconds=6)  # between two mails that one network queues for
LONGEST_QUEUE = timedelta(minutes=30)
WRONG_CODES = "wrong-codes"
# So many digits from so many wrong codes a day, the longest first.
LENGTHS_FOR_ONE = ((30, 10), (10, 8))
LENGTHS_IN_NETWORK = ((120, 10), (40, 8))
KNOWN = 20  # mails a day for a browser in which a code has been answered


@dataclass(frozen=True)
class Place:
    """When the mail leaves, and what time it is; `shown` is whether she who asked may know that it waits.

    `mailed` is False where the mailbox has had its day's: then no mail leaves, and she may not know. `digits`: how
    long a code is after what has been guessed at it, and in this network, today.
    """

    due_at: datetime
    now: datetime
    shown: bool = False
    mailed: bool = True
    digits: int = DIGITS


class ProofNeeded(Exception):
    """More is asked for than people do: let the browser calculate, or wait until `due_at`.

    `pressure` is how many times too much it is.
    """

    def __init__(self, due_at: datetime, pressure: float) -> None:
        self.due_at, self.pressure = due_at, pressure
        super().__init__(f"a proof, or a wait until {due_at:%H:%M}")


class QueueFull(Exception):
    """Even the queue is too long to be of use: again after `due_at`."""

    def __init__(self, due_at: datetime) -> None:
        self.due_at = due_at
        super().__init__(f"full until {due_at:%H:%M}")


@dataclass(frozen=True)
class _Asked:
    """What was asked for lately: mails that nobody answered, and when the last of them leaves.

    `pair` is from this network to this mailbox in a day; `all_hour` is to the mailbox from everywhere; `network`
    from this network to everybody; `known` how many this browser has asked for today, where a code was answered in
    it; `braking` is whether all mail waits. `networks` have asked for the mailbox in an hour; `hers` is whether a code
    to it was answered in this browser today. Wrong codes of a day: typed for the mailbox, and in the network.
    """

    now: datetime
    pair: int
    pair_due: datetime | None
    all_hour: int
    all_due: datetime | None
    network: int
    queue_due: datetime | None
    known: int | None
    braking: bool
    networks: int
    hers: bool
    wrong_for_one: int
    wrong_in_network: int


_LATELY = """
    WITH theirs AS (
        SELECT network, network = %(network)s AS near, at, due_at FROM limits_askedmail
        WHERE address = %(address)s AND answered_at IS NULL AND at > statement_timestamp() - %(day)s
    ), ours AS (
        SELECT due_at FROM limits_askedmail
        WHERE network = %(network)s AND answered_at IS NULL AND at > statement_timestamp() - %(lately)s
    ), mine AS (
        SELECT answered_at FROM limits_askedmail
        WHERE browser = %(browser)s AND browser <> '' AND at > statement_timestamp() - %(day)s
    )
    SELECT clock_timestamp(),
        (SELECT count(*) FROM theirs WHERE near),
        (SELECT max(due_at) FROM theirs WHERE near),
        (SELECT count(*) FROM theirs WHERE at > statement_timestamp() - %(hour)s),
        (SELECT max(due_at) FROM theirs),
        (SELECT count(*) FROM ours),
        (SELECT max(due_at) FROM ours),
        (SELECT count(*) FROM mine HAVING count(answered_at) > 0),
        EXISTS (SELECT FROM mail_brake WHERE braked_at > statement_timestamp() - %(braked)s),
        (SELECT count(DISTINCT network) FROM theirs WHERE at > statement_timestamp() - %(hour)s),
        EXISTS (SELECT FROM limits_askedmail WHERE address = %(address)s AND browser = %(browser)s AND browser <> ''
            AND answered_at IS NOT NULL AND at > statement_timestamp() - %(day)s),
        (SELECT count(*) FROM limits_use
            WHERE budget = %(wrong)s AND key = %(address)s AND at > statement_timestamp() - %(day)s),
        (SELECT count(*) FROM limits_use
            WHERE budget = %(wrong)s AND key = %(network)s AND at > statement_timestamp() - %(day)s)
"""
_NOTE = "INSERT INTO limits_askedmail (address, network, browser, due_at) VALUES (%s, %s, %s, %s)"
_ANSWERED = """
    UPDATE limits_askedmail SET answered_at = statement_timestamp(), browser = %s
    WHERE address = %s AND network = %s AND answered_at IS NULL
"""


def ask_for_mail(
    source: Source, mailbox: str, purpose: Purpose, *, quiet: int | None = None
) -> Place:
    """When a mail to somebody's one mailbox leaves, by `award.people.domain.canonical`. It is noted as asked for.

    Call it in a transaction: until that ends, others who ask for the same mailbox wait. Raises `ProofNeeded` and
    `QueueFull`, by what the network asks for and never by whom it asks for; nothing is noted then.

    `quiet`: so many in `LATELY` pass unnoticed, where what is asked for is mailed to somebody else as well, who reads
    each; None: `quiet_threshold`. Then also those count that the mailbox itself has no room for.
    """
    if source == OURS:
        now = database_now()
        return Place(now, now)
    to, source = _apart(source, mailbox, purpose)
    asked = _lately(source, to)
    place = _place(source, asked, pressure=_crowd(asked, quiet))
    if place.mailed or quiet:
        _note(source, to, place)
    return replace(place, digits=_digits(asked))


def ask_to_sign_in(source: Source, mailbox: str) -> None:
    """The same for a mail that cannot wait: what the mailbox has had is said.

    Raises `ProofNeeded`, also for somebody who has proved it where the mailbox has had its day's.
    """
    if source == OURS:
        return
    to, source = _apart(source, mailbox, Purpose.ACCOUNT)
    asked = _lately(source, to)
    pressure = max(asked.pair / TO_ONE, _crowd(asked))
    if pressure >= 1 and not (asked.pair < TO_ONE_A_DAY and redeem(source.proof)):
        raise ProofNeeded(asked.now + APART, pressure)
    _note(source, to, Place(asked.now, asked.now))


def _apart(source: Source, mailbox: str, purpose: Purpose) -> tuple[str, Source]:
    """The mailbox, whose turn it is until the transaction ends, and who asks, as this purpose alone knows them."""
    to = hashed(f"address:{purpose}", mailbox)
    take_turns(f"mail:{to}")
    return to, _as_known(source, purpose)


def _as_known(source: Source, purpose: Purpose) -> Source:
    return replace(
        source,
        network=hashed(f"network:{purpose}", source.network),
        browser=hashed(f"browser:{purpose}", source.browser),
    )


def _note(source: Source, to: str, place: Place) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, [to, source.network, source.browser, place.due_at])


def answer_mail(source: Source, mailbox: str, purpose: Purpose) -> None:
    """A code was typed: whatever this network asked for to the mailbox was for a person who wanted it."""
    if source == OURS:
        return
    to, known = hashed(f"address:{purpose}", mailbox), _as_known(source, purpose)
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERED, [known.browser, to, known.network])


def note_wrong_code(source: Source, mailbox: str, purpose: Purpose) -> None:
    """A wrong code was typed: the next ones to the mailbox, and from this network, are perhaps longer."""
    keys = [hashed(f"address:{purpose}", mailbox)]
    if source != OURS:
        keys.append(_as_known(source, purpose).network)
    Use.objects.bulk_create(Use(budget=WRONG_CODES, key=key) for key in keys)


def _digits(asked: _Asked) -> int:
    """Guessing becomes hopeless, and nobody is kept out by it."""
    lengths = (
        (asked.wrong_for_one, LENGTHS_FOR_ONE),
        (asked.wrong_in_network, LENGTHS_IN_NETWORK),
    )
    return max(
        next((n for least, n in table if wrong >= least), DIGITS) for wrong, table in lengths
    )


def wait_of(holder: HoldsCode) -> timedelta | None:
    """How much longer the newest code stands in the queue that she was told of, where it does."""
    now = database_now()
    due_at = holder.code_sent_at or now
    return in_whole_minutes(due_at - now) if due_at > now else None


def _place(source: Source, asked: _Asked, *, pressure: float) -> Place:
    unseen = _unseen(asked)
    if pressure < 1 or redeem(source.proof):
        return unseen
    due_at = max(asked.now + QUEUE_BEGINS, (asked.queue_due or asked.now) + QUEUE_STEP)
    if not source.waits:
        raise ProofNeeded(due_at, pressure)
    if due_at > asked.now + LONGEST_QUEUE:
        raise QueueFull(asked.now + APART)
    return replace(unseen, due_at=max(due_at, unseen.due_at), shown=True)


def _crowd(asked: _Asked, quiet: int | None = None) -> float:
    """How much there is of what a network may ask for; from 1 on it is too much."""
    if asked.known is not None and asked.known < KNOWN:
        return 0.0
    return max(asked.network / (quiet or quiet_threshold()), 1.0 if asked.braking else 0.0)


def quiet_threshold() -> int:
    """So many mails that nobody has answered yet may one network wait for before anything is noticed."""
    return int(settings.VOTERS_BEHIND_ONE_ADDRESS * SPARE)


def _unseen(asked: _Asked) -> Place:
    """At once, unless the mailbox is being flooded: then one after the other, and from one network no more that day.

    What others ask for in their networks delays neither the first mail from hers, as long as these are few, nor
    whoever has answered a code to it in this browser.
    """
    if asked.hers and (asked.known or 0) < KNOWN:
        return Place(asked.now, asked.now)
    if not asked.pair and asked.networks < AT_ONCE:
        return Place(asked.now, asked.now)
    due_at = asked.now
    if asked.pair >= TO_ONE:
        due_at = max(due_at, asked.pair_due or due_at) + APART
    if asked.all_hour >= AT_ONCE:
        due_at = max(due_at, asked.all_due or due_at) + APART
    latest = asked.now + LONGEST_UNSEEN
    return Place(min(due_at, latest), asked.now, mailed=asked.pair < TO_ONE_A_DAY)


def _lately(source: Source, address: str) -> _Asked:
    values: dict[str, Any] = {
        "address": address,
        "network": source.network,
        "browser": source.browser,
        "day": DAY,
        "hour": HOUR,
        "lately": LATELY,
        "braked": BRAKED_FOR,
        "wrong": WRONG_CODES,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LATELY, values)
        return _Asked(*cursor.fetchone())
