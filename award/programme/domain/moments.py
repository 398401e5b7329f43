"""How a moment is written to people: one way, in the reader's language and the edition's zone.

Fixed spaces hold a date together, and an hour to its "kl.": a line breaks only between the two.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from award.programme.models import Edition

SPACE = "\u00a0"


def day(moment: datetime) -> str:
    """ "12 november 2026", in the zone that the moment carries."""
    return formats.date_format(moment, f"j{SPACE}F{SPACE}Y")


def day_in_zone(moment: datetime, edition: Edition) -> str:
    """ "12 november", where the year is plain from what stands beside it."""
    return formats.date_format(timezone.localtime(moment, edition.zone), f"j{SPACE}F")


def is_one_day(opens: datetime, closes: datetime, edition: Edition) -> bool:
    """Whether both are on one day there: then it is named once."""
    return opens.astimezone(edition.zone).date() == closes.astimezone(edition.zone).date()


def clock_in_zone(moment: datetime, edition: Edition) -> str:
    """ "kl. 18:42"; in English "18:42"."""
    return _clock(f"{timezone.localtime(moment, edition.zone):%H:%M}")


def in_zone(moment: datetime, edition: Edition, *, time: str = "%H:%M") -> str:
    """ "12 november 2026 kl. 18:00"; "12 November 2026 at 18:00"."""
    return _written(timezone.localtime(moment, edition.zone), time)


def by_our_clock(moment: datetime) -> str:
    """The same in the platform's own zone, for what belongs to no edition."""
    return _written(timezone.localtime(moment), "%H:%M")


def with_zone(moment: datetime, edition: Edition) -> str:
    """ "12 november 2026 kl. 18:00 (svensk tid)", for whoever may live by another clock."""
    return f"{in_zone(moment, edition)} ({zone_in_words(edition).replace(' ', SPACE)})"


def zone_in_words(edition: Edition) -> str:
    """ "svensk tid"; elsewhere the zone's own city: "tid i Helsinki"."""
    if edition.time_zone == "Europe/Stockholm":
        return _("Swedish time")
    city = edition.time_zone.rsplit("/", 1)[-1].replace("_", " ")
    return _("%s time") % city


def _written(local: datetime, time: str) -> str:
    at = f"at{SPACE}" if get_language() == "en" else ""
    return f"{day(local)} {at}{_clock(local.strftime(time))}"


def _clock(time: str) -> str:
    return time if get_language() == "en" else f"kl.{SPACE}{time}"
