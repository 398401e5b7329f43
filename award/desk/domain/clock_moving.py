"""Letting time pass in a made-up edition: its clock moves, its windows never do."""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _

from award.log.domain.recording import record
from award.programme.domain.clock import database_now, edition_now
from award.programme.models import Edition


class ClockRefused(Exception):
    """The clock stays; the message says why, in words for an organiser."""


@transaction.atomic
def move_clock(edition: Edition, *, to: datetime, by: models.Model | str, reason: str) -> None:
    """Let the edition's clock show the moment from now on; it stands in the log.

    Raises `ClockRefused` for a real edition, and for a moment that has been.
    """
    found = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    if not found.is_made_up:
        raise ClockRefused(_("Only a made-up edition has a clock that can be moved."))
    before = edition_now(found)
    if to < before:
        raise ClockRefused(_("The clock of a made-up edition only goes forward."))
    found.clock_shift = edition.clock_shift = to - database_now()
    found.save(update_fields=["clock_shift"])
    record(
        "edition.time_moved",
        actor=by,
        object=found,
        edition=found,
        before=before.isoformat(),
        after=to.isoformat(),
        reason=reason,
    )
