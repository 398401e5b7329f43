"""The sheets that count, as the counting core reads them."""

from __future__ import annotations

from fractions import Fraction

from award.programme.models import Category, Round
from nominations.models import Entry
from voting.count.sheets import Sheet
from voting.jury.models import ScoreSheet


def counted_sheets(round: Round, category: Category) -> list[Sheet]:
    """Completed, of jurors who sit and are not recused, on candidates who take part and know of it.

    Jurors are called `juror-<id>`, entries by the candidate's slug.
    """
    sheets = (
        ScoreSheet.objects.counting()
        .filter(entry__in=Entry.objects.on_shortlist(round), entry__category=category)
        .select_related("entry__candidate")
        .prefetch_related("scores")
        .order_by("juror_id", "entry_id")
    )
    return [_sheet(sheet) for sheet in sheets]


def _sheet(sheet: ScoreSheet) -> Sheet:
    scores = {s.criterion: Fraction(s.points) for s in sheet.scores.all()}
    return Sheet(f"juror-{sheet.juror_id}", sheet.entry.candidate.slug, scores)
