"""Two candidates who are one person."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from award.log.domain.recording import record
from award.mail.domain.codes import CODE_COLUMNS
from award.people.models import Person
from award.programme.domain.deadlocks import again_after_deadlock
from award.programme.models import Edition, EditionClock
from nominations.domain.exposure import takes_two
from nominations.domain.fixity import Fixity, fixity
from nominations.domain.portrait_files import forget_portrait_file
from nominations.domain.reviewing import ReviewRefused
from nominations.domain.rewording import WORDS
from nominations.domain.shortlisting import enter
from nominations.models import Candidate, Entry, Nomination

SAID = (
    "title",
    "workplace",
    "email",
    "motivation_sv",
    "motivation_en",
    "presentation",
    "guardian",
    "answered_from",
)
OF_NOBODY_PROTECTED = ("workplace", "email", "guardian", "answered_from")
# By these somebody can answer in her place.
WAYS_TO_HER = ("email", "answered_from", "answer_key", "former_key", "link_sent_at", *CODE_COLUMNS)
ASKED = ("asked_at", "informed_at", "answer_key", "former_key", "link_sent_at", *CODE_COLUMNS)


@again_after_deadlock
@transaction.atomic
def merge_candidates(*, keep: Candidate, fold: Candidate, by: Person, reason: str) -> Candidate:
    """Move everything of `fold` to `keep`; what `keep` has not said about her, `fold` fills in.

    A no stays a no: when either has declined, the one candidate has. Refused (`ReviewRefused`) once
    a round that `fold` is entered in has opened: sheets and ballots name the one or the other.
    """
    if not reason.strip():
        raise ReviewRefused(_("Say why they are the same person."))
    keep, fold = _hold(keep, fold)
    moved = list(Nomination.objects.filter(candidate=fold).values_list("pk", flat=True))
    before = {"keep": _summary(keep), "fold": _summary(fold)}
    Nomination.objects.filter(pk__in=moved).update(candidate=keep)
    _move_entries(keep=keep, fold=fold)
    forget_portrait_file(fold)
    fold.delete()
    _fill_in(keep=keep, fold=fold)
    record(
        "candidate.merged",
        actor=by,
        object=keep,
        edition=keep.edition,
        before=before,
        after={"keep": _summary(keep), "nominations_moved": moved},
        reason=reason.strip(),
    )
    return keep


def _hold(keep: Candidate, fold: Candidate) -> tuple[Candidate, Candidate]:
    if keep.pk == fold.pk or keep.edition_id != fold.edition_id:
        raise ReviewRefused(_("Choose two different candidates of the same edition."))
    Edition.objects.select_for_update(no_key=True).get(pk=keep.edition_id)
    rows = Candidate.objects.select_for_update(no_key=True).in_bulk([keep.pk, fold.pk])
    if len(rows) < 2:
        raise ReviewRefused(_("One of the candidates is no longer there."))
    if rows[fold.pk].is_protected:
        raise ReviewRefused(_("Keep the one whose identity is protected, and fold the other in."))
    if rows[fold.pk].declined_at and takes_two(rows[keep.pk]):
        raise ReviewRefused(_("One has said no, and the other is chosen among: a no takes two."))
    now = EditionClock("round__edition_id")
    if Entry.objects.filter(candidate=fold, round__opens_at__lte=now).exists():
        raise ReviewRefused(_("A round has opened: they can no longer be made one."))
    return rows[keep.pk], rows[fold.pk]


def _move_entries(*, keep: Candidate, fold: Candidate) -> None:
    entries = Entry.objects.filter(candidate=fold).select_related("category", "round")
    for entry in entries:
        enter(candidate=keep, category=entry.category, round=entry.round)
    try:
        entries.delete()
    except ProtectedError:
        raise ReviewRefused(
            _("Jurors have begun with %s, so they can no longer be made one.") % fold.name
        ) from None


def _fill_in(*, keep: Candidate, fold: Candidate) -> None:
    """The link in a mail that only `fold` was sent leads to `keep` from now on.

    What the public has been shown is not added to in passing: that is a change of words, by two. Nor is a way to
    whoever voices are on, for whoever has it answers in her place. Nor does a yes that `fold` has said bring `keep` onto a ballot that lies open.
    """
    stage = fixity(keep)
    fixed = WORDS if stage is not Fixity.FREE else ()
    names = [name for name in SAID if not getattr(keep, name) and name not in fixed]
    if fold.informed_at and not keep.informed_at:
        names += ASKED
    if keep.is_protected:
        names = [name for name in names if name not in OF_NOBODY_PROTECTED]
    if takes_two(keep):
        names = [name for name in names if name not in WAYS_TO_HER]
    for name in names:
        setattr(keep, name, getattr(fold, name))
    days = [each.answer_until for each in (keep, fold) if each.answer_until]
    keep.answer_until = max(days, default=None)
    keep.declined_at = keep.declined_at or fold.declined_at
    keep.declined_herself = keep.declined_herself or fold.declined_herself
    said_yes = keep.accepted_at or (fold.accepted_at if stage < Fixity.VOTING else None)
    keep.accepted_at = None if keep.declined_at else said_yes
    keep.save()


def _summary(candidate: Candidate) -> dict[str, Any]:
    return {
        "slug": candidate.slug,
        "name": candidate.name,
        "workplace": candidate.workplace,
        "declined": candidate.declined_at is not None,
    }
