"""Nominations as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from award.programme.domain.languages import words_of
from award.programme.models import Edition
from nominations.models import Nomination

# What makes a spreadsheet take a cell for a formula or a command (ASVS 1.2.10).
_STARTERS = ("=", "+", "-", "@", "|", "%", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\ufeff"


def safe_cell(value: str) -> str:
    """Text that a spreadsheet shows as it is: an apostrophe before what could start a formula."""
    text = value.replace("\0", "")
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_STARTERS) else text


def nominations_csv(
    nominations: Iterable[Nomination], edition: Edition, *, addresses: bool = True
) -> str:
    """Semicolons and a byte order mark: what a Swedish Excel opens as it should.

    `addresses`: whether it has those of nominators, which are for organisers.
    """
    target = io.StringIO()
    table = csv.writer(target, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow(_heads())
    for nomination in nominations:
        table.writerow([safe_cell(cell) for cell in _cells(nomination, edition.zone, addresses)])
    return BYTE_ORDER_MARK + target.getvalue()


def _heads() -> list[str]:
    return [
        _("Category"),
        _("Nominee"),
        _("Workplace"),
        _("Nominee’s e-mail"),
        _("Motivation"),
        _("Nominator"),
        _("Nominator’s e-mail"),
        _("Sent in"),
        _("Confirmed"),
        _("Decision"),
        _("Decided"),
        _("Decided by"),
        _("Reason"),
        _("Candidate"),
    ]


def _cells(nomination: Nomination, zone: ZoneInfo, addresses: bool) -> list[str]:
    category = nomination.category
    return [
        words_of(category, "name"),
        nomination.nominee_name,
        nomination.nominee_workplace,
        nomination.nominee_email,
        nomination.motivation,
        nomination.nominator_name,
        nomination.nominator_email if addresses else "",
        _moment(nomination.created_at, zone),
        _moment(nomination.confirmed_at, zone),
        nomination.get_decision_display(),
        _moment(nomination.decided_at, zone),
        str(nomination.decided_by or ""),
        nomination.reason,
        nomination.candidate.name if nomination.candidate else "",
    ]


def _moment(moment: datetime | None, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else ""
