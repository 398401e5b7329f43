"""Taking out of proposals what they say of somebody who is to be forgotten."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.models import Q

from award.log.domain.erasing import erase_payload
from award.log.models import LogEntry
from award.mail.models import Message
from award.people.models import Person, Proposal


def empty_proposals(
    subject: str, *, by: Person | str, reason: str, kept: Proposal | None = None
) -> None:
    """Reasons and payloads of what was proposed about it go, with the mail and the log's details.

    That it was proposed, and who decided, stays; `kept` is left as it is. The caller has a transaction,
    and calls this late in it, as it writes in the log.
    """
    found = list(
        Proposal.objects.filter(subject=subject)
        .exclude(pk=kept.pk if kept else 0)
        .values_list("pk", "witness")
    )
    _blank(subject, kept)
    _forget_mail(found)
    things = [f"proposal:{key}" for key, _witness in found]
    for entry in LogEntry.objects.filter(object__in=things, payload__isnull=False):
        erase_payload(entry, by=by, reason=reason)


def _blank(subject: str, kept: Proposal | None) -> None:
    """By the owner's function: nobody else may."""
    with connection.cursor() as cursor:
        values = (subject, int(kept.pk) if kept else 0)
        cursor.execute("SELECT forebild_blank_proposals(%s, %s)", values)


def _forget_mail(found: Sequence[tuple[int, int | None]]) -> None:
    sent = [f"{what}:{key}" for key, _ in found for what in ("proposal_made", "proposal_decided")]
    about = Q(occasion__in=sent)
    for _key, witness in found:
        about |= Q(occasion__startswith=f"witness:{witness}:") if witness else Q()
    Message.objects.filter(about).delete()
