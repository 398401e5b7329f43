"""What lies on a juror's desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from award.programme.cleaning.ordering import words_in_order
from award.programme.domain.calendar import calendar
from award.programme.domain.turns import turned
from nominations.models import Candidate, Entry
from voting.jury.domain.progress import judged_now
from voting.jury.models import Assignment, Juror, Recusal, ScoreSheet


@dataclass(frozen=True)
class Row:
    """An entry and what the juror has done with it."""

    entry: Entry
    sheet: ScoreSheet | None

    @property
    def is_completed(self) -> bool:
        return self.sheet is not None and self.sheet.completed_at is not None


@dataclass(frozen=True)
class Desk:
    """A juror's entries in the order of the page, those she stepped back from, and those she never gets."""

    rows: tuple[Row, ...]
    recusals: tuple[Recusal, ...]
    barred: tuple[Assignment, ...] = ()

    @property
    def completed(self) -> int:
        return sum(row.is_completed for row in self.rows)

    @property
    def next_unscored(self) -> int | None:
        """The id of the first entry that is not completed."""
        return next((r.entry.pk for r in self.rows if not r.is_completed), None)

    def next_after(self, entry: int) -> int | None:
        """The next entry that is not completed, going round from this one."""
        ids = [r.entry.pk for r in self.rows]
        start = ids.index(entry) + 1 if entry in ids else 0
        turned = [*self.rows[start:], *self.rows[:start]]
        return next(
            (r.entry.pk for r in turned if not r.is_completed and r.entry.pk != entry), None
        )


def desk_of(juror: Juror) -> Desk:
    """Everything that is the juror's to score."""
    sheets = {
        s.entry_id: s for s in ScoreSheet.objects.filter(juror=juror).prefetch_related("scores")
    }
    recusals = Recusal.objects.filter(juror=juror, withdrawn_at=None).select_related(
        "entry__candidate"
    )
    rows = tuple(Row(entry, sheets.get(entry.pk)) for entry in _to_score(juror))
    return Desk(rows, tuple(recusals), _barred(juror))


def row_of(juror: Juror, entry: int) -> Row | None:
    """Of any round, also one that is over: what she gave there she may read.

    Nothing when she does not score it: she has stepped back, or the candidate has left.
    """
    hers = Assignment.objects.to_score().filter(juror=juror, entry=entry)
    found = hers.select_related(
        "entry__candidate", "entry__category", "entry__round__edition__award"
    ).first()
    if found is None:
        return None
    sheets = ScoreSheet.objects.filter(juror=juror, entry=entry).prefetch_related("scores")
    return Row(found.entry, sheets.first())


def _to_score(juror: Juror) -> list[Entry]:
    """In her order. Whoever goes keeps her place in it, so that the others keep theirs."""
    hers = Assignment.objects.filter(
        juror=juror, entry__round__in=judged_now(calendar(juror.edition))
    )
    to_score = set(hers.to_score().values_list("entry_id", flat=True))
    assigned = hers.select_related(
        "entry__candidate", "entry__category", "entry__round__edition__award"
    ).order_by("entry__category__position", words_in_order("entry__candidate__name"), "entry_id")
    everybody = _in_her_order(juror, [each.entry for each in assigned])
    return [entry for entry in everybody if entry.pk in to_score]


def _in_her_order(juror: Juror, entries: Iterable[Entry]) -> list[Entry]:
    """Category by category, and in each another order than whoever was invited next has."""
    number = Juror.objects.filter(edition=juror.edition_id, pk__lt=juror.pk).count()
    groups = groupby(entries, key=lambda e: e.category_id)
    return [entry for _category, group in groups for entry in turned(list(group), number)]


def _barred(juror: Juror) -> tuple[Assignment, ...]:
    """Whom she nominated she knows; that she is nominated herself only when she has been told."""
    known = Candidate.objects.informed()
    found = Assignment.objects.barred().filter(juror=juror, entry__candidate__in=known)
    return tuple(
        found.select_related("entry__candidate").order_by(
            words_in_order("entry__candidate__name"), "entry_id"
        )
    )
