"""Stepping back from an entry, and stepping in again."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from award.log.domain.recording import record
from award.programme.domain.guard import hold_open
from nominations.models import Entry
from voting.jury.domain.scoring import ScoringRefused
from voting.jury.models import Juror, Recusal


@transaction.atomic
def recuse(*, juror: Juror, entry: Entry, reason: str) -> Recusal:
    """From now on the juror neither sees nor scores the entry, and a sheet she has does not count.

    Raises `award.programme.domain.guard.RoundNotOpen` and `ScoringRefused` without a reason.
    """
    now = hold_open(entry.round_id)
    if not reason.strip():
        raise ScoringRefused(_("Say briefly why you step back."))
    recusal, created = Recusal.objects.get_or_create(
        juror=juror,
        entry=entry,
        withdrawn_at=None,
        defaults={"reason": reason.strip(), "at": now},
    )
    if created:
        record(
            "juror.recused",
            actor=juror.person,
            object=entry,
            edition=juror.edition,
            reason=reason.strip(),
        )
    return recusal


@transaction.atomic
def withdraw_recusal(recusal: Recusal) -> None:
    """It was a mistake: the entry is hers to score again. Raises `RoundNotOpen`."""
    now = hold_open(recusal.entry.round_id)
    Recusal.objects.filter(pk=recusal.pk, withdrawn_at=None).update(withdrawn_at=now)
    record(
        "juror.recusal_withdrawn",
        actor=recusal.juror.person,
        object=recusal.entry,
        edition=recusal.juror.edition,
    )
