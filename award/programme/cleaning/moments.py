"""A day and an hour as an organiser types them, in the zone of her edition, and why one cannot be read."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from award.programme.cleaning.text import without_format

YEARS = range(2000, 2101)
HOURS, MINUTES, MONTHS = range(24), range(60), range(1, 13)
_TYPED = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:T| |, )(?:kl\.? ?)?(\d{1,2})[:.](\d{2})(?::00)?", re.IGNORECASE
)
_DASH = re.compile(r"[‐‑‒–—−]")


class Reason(StrEnum):
    """Why what was typed is no moment."""

    SHAPE = "shape"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MIDNIGHT = "midnight"
    HOUR = "hour"
    SKIPPED = "skipped"
    DOUBLED = "doubled"


class NotAMoment(ValueError):
    """`most` is the last day of the month, where the day is beyond it."""

    def __init__(self, reason: Reason, *, most: int = 0) -> None:
        self.reason, self.most = reason, most
        super().__init__(reason)


def read_moment(typed: str, zone: ZoneInfo) -> datetime:
    """`2026-11-25 18:00` and its near kin, as the one moment that it is there. Raises `NotAMoment`."""
    plain = without_format(unicodedata.normalize("NFKC", typed[:60])).strip()
    found = _TYPED.fullmatch(" ".join(_DASH.sub("-", plain).split()))
    if not found:
        raise NotAMoment(Reason.SHAPE)
    year, month, day, hour, minute = map(int, found.groups())
    _check_day(year, month, day)
    _check_hour(hour, minute)
    return _only_meaning(datetime(year, month, day, hour, minute), zone)


def _check_day(year: int, month: int, day: int) -> None:
    if year not in YEARS:
        raise NotAMoment(Reason.YEAR)
    if month not in MONTHS:
        raise NotAMoment(Reason.MONTH)
    most = calendar.monthrange(year, month)[1]
    if not 1 <= day <= most:
        raise NotAMoment(Reason.DAY, most=most)


def _check_hour(hour: int, minute: int) -> None:
    if (hour, minute) == (24, 0):
        raise NotAMoment(Reason.MIDNIGHT)
    if hour not in HOURS or minute not in MINUTES:
        raise NotAMoment(Reason.HOUR)


def _only_meaning(wall: datetime, zone: ZoneInfo) -> datetime:
    first, second = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    before, after = first.utcoffset(), second.utcoffset()
    if before == after:
        return first
    skipped = before is not None and after is not None and before < after
    raise NotAMoment(Reason.SKIPPED if skipped else Reason.DOUBLED)
