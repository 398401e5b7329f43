"""Sharing out the entries."""

from __future__ import annotations

from award.programme.models import Edition
from nominations.models import Entry
from voting.jury.models import Assignment, Juror


def assign_everything(edition: Edition) -> int:
    """Every sitting juror gets every entry of the jury round; returns how many were new.

    Called whenever a juror or an entry may have come; what is assigned stays.
    """
    jurors = Juror.objects.filter(edition=edition).sitting()
    entries = Entry.objects.filter(round__edition=edition, round__kind="jury")
    before = Assignment.objects.filter(entry__in=entries).count()
    pairs = [Assignment(juror=juror, entry=entry) for juror in jurors for entry in entries]
    Assignment.objects.bulk_create(pairs, ignore_conflicts=True)
    return Assignment.objects.filter(entry__in=entries).count() - before
