"""Two candidates who are one person."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from award.domain.clock import database_now
from award.domain.recording import record
from award.models import Person
from nominations.domain.reviewing import ReviewRefused
from nominations.models import Candidate, Entry, Nomination


@transaction.atomic
def merge_candidates(*, keep: Candidate, fold: Candidate, by: Person, reason: str) -> Candidate:
    """Move every nomination of `fold` to `keep`, and take `fold` out of the running.

    Refused (`ReviewRefused`) once a round they are entered in has opened: sheets and ballots name
    the one or the other.
    """
    if keep.pk == fold.pk or keep.edition_id != fold.edition_id:
        raise ReviewRefused(_("Choose two different candidates of the same edition."))
    if not reason.strip():
        raise ReviewRefused(_("Say why they are the same person."))
    rows = Candidate.objects.select_for_update().in_bulk([keep.pk, fold.pk])
    if len(rows) < 2:
        raise ReviewRefused(_("One of the candidates is no longer there."))
    if Entry.objects.filter(candidate=fold, round__opens_at__lte=database_now()).exists():
        raise ReviewRefused(_("A round has opened: they can no longer be made one."))
    moved = Nomination.objects.filter(candidate=fold).update(candidate=keep)
    for entry in Entry.objects.filter(candidate=fold):
        Entry.objects.get_or_create(candidate=keep, category=entry.category, round=entry.round)
    Entry.objects.filter(candidate=fold).delete()
    name = fold.name
    fold.delete()
    record(
        "candidate.merged",
        actor=by,
        object=keep,
        edition=keep.edition,
        before={"folded": name},
        after={"nominations_moved": moved},
        reason=reason.strip(),
    )
    return keep
