"""What the jurors wrote beside their points: for the jury and the organisers, once the round is over."""

from __future__ import annotations

from dataclasses import dataclass

from award.programme.cleaning.ordering import words_in_order
from award.programme.domain.calendar import calendar
from award.programme.models import Edition, Round
from nominations.models import Entry
from voting.jury.domain.juror_desk import desk_of
from voting.jury.models import Juror, ScoreSheet


@dataclass(frozen=True)
class Commented:
    """An entry, and what was written of it by jurors who sit and were free to judge it."""

    entry: Entry
    sheets: tuple[ScoreSheet, ...]


def are_readable(edition: Edition) -> bool:
    """Not while anybody still judges: a juror makes up her own mind first."""
    return calendar(edition).has_closed(Round.Kind.JURY)


def comments_for_organisers(edition: Edition) -> list[Commented]:
    """On every entry of the jury's round, by category and name; nothing before the round is over."""
    if not are_readable(edition):
        return []
    rounds = Round.objects.filter(edition=edition, kind=Round.Kind.JURY)
    entries = [entry for round in rounds for entry in Entry.objects.on_shortlist(round)]
    return _commented(entries)


def comments_for_juror(juror: Juror) -> list[Commented]:
    """On those that she judges herself: not where she stepped back, or is too close."""
    if not are_readable(juror.edition):
        return []
    return _commented([row.entry for row in desk_of(juror).rows])


def _commented(entries: list[Entry]) -> list[Commented]:
    sheets = ScoreSheet.objects.of_free_jurors().filter(entry__in=entries).exclude(comment="")
    by_entry: dict[int, list[ScoreSheet]] = {}
    for sheet in sheets.select_related("juror__person").order_by(
        words_in_order("juror__person__name"), "pk"
    ):
        by_entry.setdefault(sheet.entry_id, []).append(sheet)
    return [Commented(e, tuple(by_entry[e.pk])) for e in entries if e.pk in by_entry]
