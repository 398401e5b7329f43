"""Which of its pages the public result shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from award.programme.domain.calendar import Calendar
from award.programme.models import Edition
from voting.results.domain.announcing import public_result
from voting.results.domain.failing import failure_of
from voting.results.domain.winners import decided_categories
from voting.results.models import EditionResult, Recount


class Face(StrEnum):
    """Before its moment; held up; sealed with nothing decided; announced."""

    WAITING = "waiting"
    DELAYED = "delayed"
    UNDECIDED = "undecided"
    ANNOUNCED = "announced"


@dataclass(frozen=True)
class Showing:
    """`result` is the announced version, or the one that left everything to people."""

    face: Face
    result: EditionResult | None = None


def showing(edition: Edition, calendar: Calendar) -> Showing:
    """What everybody may see of the result now. Never raises because a count fails."""
    result = public_result(edition)
    if result:
        return Showing(Face.ANNOUNCED, result)
    if not calendar.is_announced:
        return Showing(Face.WAITING)
    sealed = EditionResult.objects.of(edition).first()
    if sealed is None or failure_of(edition) or _differs(sealed) or decided_categories(sealed):
        return Showing(Face.DELAYED)
    return Showing(Face.UNDECIDED, sealed)


def _differs(result: EditionResult) -> bool:
    return Recount.objects.filter(result=result, agrees=False).exists()
