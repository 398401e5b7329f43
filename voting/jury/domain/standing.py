"""How firmly the panel stands: free before the jury's round, then a matter for two, then fixed."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from django.utils.translation import gettext as _

from award.programme.domain.calendar import Calendar
from award.programme.domain.guard import RoundNotOpen, hold_open
from award.programme.models import Edition, Round


class Standing(StrEnum):
    """Who may change the panel: `FREE` one organiser, `TWO` two people, `FIXED` nobody."""

    FREE = "free"
    TWO = "two"
    FIXED = "fixed"


class PanelStands(Exception):
    """The jury's round has closed: who scored in it stands; the message says so to an organiser."""

    def __init__(self) -> None:
        super().__init__(
            _("The jury's round has closed: who sat in the jury stands, and so do the sheets.")
        )


def standing(calendar: Calendar) -> Standing:
    """For a page."""
    if calendar.has_closed(Round.Kind.JURY):
        return Standing.FIXED
    return Standing.TWO if calendar.has_opened(Round.Kind.JURY) else Standing.FREE


def hold_standing(edition: Edition) -> Standing:
    """As it is now and stays until this transaction ends: the edition is held, then its round."""
    Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    juries = Round.objects.filter(edition=edition, kind=Round.Kind.JURY).in_order()
    found = {round.pk: _held(round) for round in juries}
    closed = [pk for pk, each in found.items() if each is Standing.FIXED]
    if Round.objects.filter(pk__in=closed, seal=None).exists():
        return Standing.FIXED
    return _of_all(set(found.values()))


def _held(round: Round) -> Standing:
    try:
        hold_open(round.pk)
    except RoundNotOpen as refusal:
        return Standing.FREE if refusal.when == "early" else Standing.FIXED
    return Standing.TWO


def _of_all(rounds: Collection[Standing]) -> Standing:
    """Between two rounds, the first of which is sealed, it is a matter for two, as while one is open."""
    return next(iter(rounds), Standing.FREE) if len(rounds) < 2 else Standing.TWO


def refuse_fixed(edition: Edition) -> None:
    """Raises `PanelStands` once the jury's round has closed."""
    if hold_standing(edition) is Standing.FIXED:
        raise PanelStands
