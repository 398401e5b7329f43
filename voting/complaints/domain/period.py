"""Until when one may complain, and whether now is before that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from award.programme.domain.clock import edition_now
from award.programme.models import Edition
from voting.results.models import Announcement


@dataclass(frozen=True)
class Period:
    """`ends_at` is None as long as nothing has been announced: the days have not begun to run."""

    days: int
    ends_at: datetime | None
    is_over: bool


def complaint_period(edition: Edition) -> Period:
    """So many days of the edition's clock from the newest announcement: a correction opens it again."""
    days = edition.award.organisation.complaint_days
    newest = Announcement.objects.filter(result__edition=edition).order_by("-at").first()
    if newest is None:
        return Period(days, None, is_over=False)
    ends_at = newest.at + timedelta(days=days)
    return Period(days, ends_at, is_over=ends_at <= edition_now(edition))
