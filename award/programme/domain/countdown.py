"""How long is left, in the two or three figures that say it best."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import ngettext

DAY, HOUR, MINUTE = 86_400, 3_600, 60  # seconds
LOOKS_SOON = 2 * DAY  # from here on minutes count


def time_left(now: datetime, until: datetime) -> Sequence[tuple[int, str]]:
    """Figures with their units, whole ones that have begun not counted: 8 days 12 hours; nothing when it is over."""
    left = int((until - now).total_seconds())
    if left <= 0:
        return ()
    days, hours, minutes = left // DAY, left % DAY // HOUR, left % HOUR // MINUTE
    figures = [
        (days, ngettext("day", "days", days)),
        (hours, ngettext("hour", "hours", hours)),
        (minutes, ngettext("minute", "minutes", minutes)),
    ]
    return figures[:2] if left > LOOKS_SOON else figures[1 - bool(days) :]
