"""What a nominee asks of the organisers, and what they answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from award.log.domain.recording import record
from award.mail.domain.messaging import queue_message
from award.people.models import Person, Proposal
from award.programme.domain.clock import edition_now
from nominations.domain.asking import page_of
from nominations.domain.consenting import her_last_day
from nominations.domain.erasing import CannotErase, erase_candidate
from nominations.domain.locking import held
from nominations.domain.more_time import give_time, refuse_asking_late
from nominations.domain.organisers import tell_organisers
from nominations.domain.rewording import reword
from nominations.models import Candidate, Wish

# The log reads them in the reader's language: `award.log.domain.words.reason_words`.
ASKED = "Asked to be forgotten, on the nominee’s own page."
ASKED_FOR = "The nominee asked for it."


class WishRefused(Exception):
    """It was dealt with already; the message says so to an organiser."""


@transaction.atomic
def wish(
    candidate: Candidate,
    kind: Wish.Kind,
    *,
    text: str = "",
    changes: Mapping[str, str] | None = None,
) -> Wish:
    """Put it before the organisers; asked again before they have answered, the newest words count.

    Raises `nominations.domain.more_time.NoMoreTime` for time that she cannot be given.
    """
    her = held(candidate)
    if kind == Wish.Kind.TIME:
        refuse_asking_late(her)
    row, _new = Wish.objects.update_or_create(
        candidate=candidate,
        kind=kind,
        handled_at=None,
        defaults={"text": text, "changes": dict(changes or {})},
    )
    record(
        "wish.made", actor="candidate", object=row, edition=candidate.edition, after={"kind": kind}
    )
    tell_organisers(
        candidate.edition,
        "organiser_wish",
        occasion=f"wish:{row.pk}",
        context={"wish": row, "candidate": candidate},
    )
    return row


@transaction.atomic
def handle(
    found: Wish,
    *,
    by: Person,
    grant: bool,
    answer: str = "",
    until: datetime | None = None,
) -> Proposal | None:
    """Do what she asks, or say no; she is told by mail.

    Raises `WishRefused`, `RewordingRefused`, and `NoMoreTime` for a moment `until` that cannot be hers.

    A correction while the vote is open is put before a second organiser, who is returned as what waits.
    Who asks to be forgotten is erased.
    """
    candidate = held(found.candidate)
    row = Wish.objects.select_for_update(no_key=True).get(pk=found.pk)
    if row.handled_at:
        raise WishRefused(_("Somebody has dealt with this already."))
    if grant and row.kind == Wish.Kind.TIME:
        give_time(candidate, until=until)
    waiting = None
    if grant and row.kind == Wish.Kind.CORRECT:
        why = answer.strip() or ASKED_FOR
        waiting = reword(row.candidate, row.changes, by=by, reason=why)
    row.handled_at, row.handled_by = edition_now(row.candidate.edition), by
    row.was_granted, row.answer = grant, answer.strip()
    row.save()
    if grant and row.kind == Wish.Kind.FORGET:
        _forget(row, by=by)
    else:
        _tell_her(row)
    record(
        "wish.handled",
        actor=by,
        object=row,
        edition=row.candidate.edition,
        after={"kind": row.kind, "granted": grant, **_day_given(row, until)},
        reason="" if row.kind == Wish.Kind.FORGET else row.answer,
    )
    return waiting


def _day_given(row: Wish, until: datetime | None) -> dict[str, str]:
    given = row.kind == Wish.Kind.TIME and row.was_granted and until
    return {"until": given.isoformat()} if given else {}


def _forget(row: Wish, *, by: Person) -> None:
    """She is erased, and told so in a mail that says nothing of her; the wish goes with the rest."""
    candidate, address = row.candidate, row.candidate.address
    try:
        erase_candidate(candidate, by=by, reason=ASKED)
    except CannotErase as refusal:
        raise WishRefused(str(refusal)) from None
    if not address:
        return
    queue_message(
        "candidate_erased",
        occasion=f"erased:{candidate.pk}",
        recipient=address,
        language=candidate.language,
        edition=candidate.edition,
        unlisted=True,
        context={"edition": candidate.edition},
    )


def _tell_her(row: Wish) -> None:
    candidate, edition = row.candidate, row.candidate.edition
    if not candidate.address:
        return
    queue_message(
        "candidate_wish_answered",
        occasion=f"wish-answered:{row.pk}",
        recipient=candidate.address,
        language=candidate.language,
        edition=edition,
        unlisted=candidate.is_protected,
        context={
            "edition": edition,
            "candidate": candidate,
            "wish": row,
            "link": page_of(candidate),
            "last_day": her_last_day(candidate),
        },
    )
