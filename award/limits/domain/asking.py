"""Asking for a mail to an address: limits that stop a flood and no person.

What a network asks for counts first. An address counts only what nobody has answered, what it has waited for shows
to nobody who asks, and whoever answers wipes her network's slate clean: so a stranger can neither keep anybody
out nor learn who has voted. Nothing is dropped: there is a calculation for the browser, or a queue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models.functions import Now

from award.limits.domain.budgets import take_turns
from award.limits.domain.proving import redeem
from award.limits.domain.sources import OURS, Source, hashed
from award.limits.models import AskedMail
from award.mail.domain.brake import BRAKED_FOR
from award.mail.models import HoldsCode
from award.programme.domain.clock import database_now
from award.programme.domain.periods import in_whole_minutes

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LATELY = timedelta(minutes=30)  # the time in which a network's mails are counted
SPARE = 5 / 4  # some ask twice before they answer
TO_ONE = 6  # mails a day that nobody answered, from one network to one address
TO_ONE_PROVED = 10  # the same, for those who let their browser calculate
AT_ONCE = 10  # mails an hour that nobody answered, to one address from everywhere
APART = timedelta(minutes=10)  # between two mails to one address, where there were more
LONGEST_UNSEEN = timedelta(minutes=45)  # a mail waits so long at most without anybody being told
MOST_WAITING = 3  # mails from one network to one address
QUEUE_BEGINS = timedelta(minutes=2)
QUEUE_STEP = timedelta(seconds=6)  # between two mails that one network queues for
LONGEST_QUEUE = timedelta(minutes=30)
KNOWN = 20  # mails a day for a browser in which a code has been answered


@dataclass(frozen=True)
class Place:
    """When the mail leaves, and what time it is; `shown` is whether she who asked may know that it waits."""

    due_at: datetime
    now: datetime
    shown: bool = False


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

    `pair` is from this network to this address in a day, `waiting` those that have not left; `all_hour` is to the
    address from everywhere; `network` from this network to everybody; `known` how many this browser has asked for
    today, where a code was answered in it; `braking` is whether all mail waits.
    """

    now: datetime
    pair: int
    waiting: int
    pair_due: datetime | None
    all_hour: int
    all_due: datetime | None
    network: int
    queue_due: datetime | None
    known: int | None
    braking: bool


_LATELY = """
    WITH theirs AS (
        SELECT network = %(network)s AS near, at, due_at FROM limits_askedmail
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
        (SELECT count(*) FROM theirs WHERE near AND due_at > clock_timestamp()),
        (SELECT max(due_at) FROM theirs WHERE near),
        (SELECT count(*) FROM theirs WHERE at > statement_timestamp() - %(hour)s),
        (SELECT max(due_at) FROM theirs),
        (SELECT count(*) FROM ours),
        (SELECT max(due_at) FROM ours),
        (SELECT count(*) FROM mine HAVING count(answered_at) > 0),
        EXISTS (SELECT FROM mail_brake WHERE braked_at > statement_timestamp() - %(braked)s)
"""


def ask_for_mail(source: Source, address: str) -> Place:
    """When a mail to the canonical address leaves. It is noted as asked for.

    Call it in a transaction: until that ends, others who ask for the same address wait. Raises `ProofNeeded` and `QueueFull`; nothing is noted then.
    """
    if source == OURS:
        now = database_now()
        return Place(now, now)
    to = hashed("address", address)
    take_turns(f"mail:{to}")
    place = _place(source, _lately(source, to))
    AskedMail.objects.create(
        address=to, network=source.network, browser=source.browser, due_at=place.due_at
    )
    return place


def answer_mail(source: Source, address: str) -> None:
    """A code was typed: whatever this network asked for to the address was for a person who wanted it."""
    mine = AskedMail.objects.filter(
        address=hashed("address", address), network=source.network, answered_at=None
    )
    if source != OURS:
        mine.update(answered_at=Now(), browser=source.browser)


def wait_of(holder: HoldsCode) -> timedelta | None:
    """How much longer the newest code stands in the queue that she was told of, where it does."""
    now = database_now()
    due_at = holder.code_sent_at or now
    return in_whole_minutes(due_at - now) if due_at > now else None


def _place(source: Source, asked: _Asked) -> Place:
    pressure = _pressure(asked)
    if pressure < 1 or (asked.pair < TO_ONE_PROVED and redeem(source.proof)):
        return Place(_unseen(asked), asked.now)
    due_at = _queued(asked)
    if not source.waits:
        raise ProofNeeded(due_at, pressure)
    if asked.waiting >= MOST_WAITING or due_at > asked.now + LONGEST_QUEUE:
        raise QueueFull(asked.now + APART)
    return Place(due_at, asked.now, shown=True)


def _pressure(asked: _Asked) -> float:
    """How much there is of what a network may ask for; from 1 on it is too much."""
    to_one = asked.pair / TO_ONE
    if asked.known is not None and asked.known < KNOWN:
        return to_one
    crowd = asked.network / quiet_threshold()
    return max(to_one, crowd, 1.0 if asked.braking else 0.0)


def quiet_threshold() -> int:
    """So many mails that nobody has answered yet may one network wait for before anything is noticed."""
    return int(settings.VOTERS_BEHIND_ONE_ADDRESS * SPARE)


def _unseen(asked: _Asked) -> datetime:
    """At once, unless the address is being flooded from many places: then one after the other."""
    if asked.all_hour < AT_ONCE or asked.all_due is None:
        return asked.now
    return min(max(asked.now, asked.all_due) + APART, asked.now + LONGEST_UNSEEN)


def _queued(asked: _Asked) -> datetime:
    if asked.pair >= TO_ONE:
        return max(asked.now, asked.pair_due or asked.now) + APART
    return max(asked.now + QUEUE_BEGINS, (asked.queue_due or asked.now) + QUEUE_STEP)


def _lately(source: Source, address: str) -> _Asked:
    values: dict[str, Any] = {
        "address": address,
        "network": source.network,
        "browser": source.browser,
        "day": DAY,
        "hour": HOUR,
        "lately": LATELY,
        "braked": BRAKED_FOR,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LATELY, values)
        return _Asked(*cursor.fetchone())
