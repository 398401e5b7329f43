"""Sharing out the entries."""

from __future__ import annotations

from award.programme.domain.calendar import calendar
from award.programme.models import Edition
from nominations.models import Entry
from voting.jury.domain.partiality import barred_pairs
from voting.jury.models import Assignment, Juror


def assign_everything(edition: Edition) -> int:
    """Every sitting juror gets every entry of each jury round, but those that she is too close to; returns
    how many were new.

    Called whenever a juror or an entry may have come; what is assigned stays, and once a round has closed
    nothing is added in it.
    """
    found = calendar(edition)
    not_over = [round for round in found.of_kind("jury") if found.now < round.closes_at]
    if not not_over:
        return 0
    jurors = Juror.objects.filter(edition=edition).sitting().select_related("person")
    entries = Entry.objects.filter(round__in=not_over)
    before = Assignment.objects.filter(entry__in=entries).count()
    why = barred_pairs(edition, [juror.person for juror in jurors])
    pairs = [
        Assignment(
            juror=juror, entry=entry, barred=why.get((juror.person_id, entry.candidate_id), "")
        )
        for juror in jurors
        for entry in entries
    ]
    Assignment.objects.bulk_create(pairs, ignore_conflicts=True)
    _bar(pairs)
    return Assignment.objects.filter(entry__in=entries).count() - before


def _bar(pairs: list[Assignment]) -> None:
    """Also from what she was given before it was known."""
    free = Assignment.objects.filter(barred="")
    for pair in pairs:
        if pair.barred:
            free.filter(juror=pair.juror, entry=pair.entry).update(barred=pair.barred)
