"""How a length of time is written to people: "10 minutes", from the constant that holds."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import ngettext

from award.programme.domain.moments import SPACE

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
# Below three days people count in hours: "48 hours" says more than "2 days".
IN_DAYS_FROM = 3 * DAY


def in_whole_minutes(wait: timedelta) -> timedelta:
    """Rounded up, and never none."""
    return max(MINUTE, -(-wait // MINUTE) * MINUTE)


def in_words(period: timedelta) -> str:
    """In the largest unit in which it is a whole number."""
    if period >= IN_DAYS_FROM and not period % DAY:
        number = period // DAY
        words = ngettext("%d day", "%d days", number)
    elif not period % HOUR:
        number = period // HOUR
        words = ngettext("%d hour", "%d hours", number)
    elif not period % MINUTE:
        number = period // MINUTE
        words = ngettext("%d minute", "%d minutes", number)
    else:
        number = int(period.total_seconds())
        words = ngettext("%d second", "%d seconds", number)
    return (words % number).replace(" ", SPACE)
