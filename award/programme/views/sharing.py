"""Saying of a page that it is the same for everybody who brings nothing along."""

from __future__ import annotations

from typing import TypeVar

from django.conf import settings
from django.http import HttpResponse

from award.programme.domain.calendar import Calendar
from award.programme.models import Edition

R = TypeVar("R", bound=HttpResponse)
ATTRIBUTE = "shared_for"


def share(response: R, edition: Edition | None = None, calendar: Calendar | None = None) -> R:
    """May be shown again for a second, but never past the next moment of the edition's calendar.

    That moment is counted from the clock reading of `calendar`. A made-up edition's clock leaps, so nothing of
    it is shared. Once for each edition that the page tells of. Only `award.site.shared_pages` reads it, and only
    for whoever brings no cookie.
    """
    seconds = float(getattr(response, ATTRIBUTE, settings.SHARED_PAGE_SECONDS))
    moment = calendar.next_moment if calendar else None
    if calendar and moment:
        seconds = min(seconds, (moment - calendar.now).total_seconds())
    if edition and edition.is_made_up:
        seconds = 0.0
    setattr(response, ATTRIBUTE, seconds)
    return response
