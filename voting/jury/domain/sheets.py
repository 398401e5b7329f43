"""The sheets that count, as the counting core reads them."""

from __future__ import annotations

from fractions import Fraction

from award.programme.models import Category, Round
from nominations.models import Candidate
from voting.count.sheets import Sheet
from voting.jury.models import Recusal, ScoreSheet


def counted_sheets(round: Round, category: Category) -> list[Sheet]:
    """Completed, of jurors who sit and are not recused, on candidates who take part and know of it.

    Jurors are called `juror-<id>`, entries by the candidate's slug.
    """
    recused = set(
        Recusal.objects.filter(entry__round=round, withdrawn_at=None).values_list(
            "juror_id", "entry_id"
        )
    )
    sheets = (
        ScoreSheet.objects.filter(
            entry__round=round,
            entry__category=category,
            entry__candidate__in=Candidate.objects.informed(),
            completed_at__isnull=False,
            juror__left_at=None,
        )
        .select_related("entry__candidate")
        .prefetch_related("scores")
        .order_by("juror_id", "entry_id")
    )
    return [_sheet(s) for s in sheets if (s.juror_id, s.entry_id) not in recused]


def _sheet(sheet: ScoreSheet) -> Sheet:
    scores = {s.criterion: Fraction(s.points) for s in sheet.scores.all()}
    return Sheet(f"juror-{sheet.juror_id}", sheet.entry.candidate.slug, scores)
