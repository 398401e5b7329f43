"""Changing what an organisation, an award and an edition are called and say of themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from award.desk.domain.refusal import ProgrammeRefused
from award.log.domain.changing import change
from award.people.models import Person
from award.programme.domain.meanwhile import Marks, settle
from award.programme.models import Award, Edition, Organisation
from award.rules.domain.books import locked, rules_in_force, write_rules
from award.rules.domain.freezing import is_frozen

TEXTS = (
    "name_sv",
    "name_en",
    "tagline_sv",
    "tagline_en",
    "purpose_sv",
    "purpose_en",
    "colour",
    "accent",
    "logo",
)
ORGANISATION = (
    "name",
    "email",
    "website",
    "registration_number",
    "postal_address",
    "data_contact",
    "is_authority",
    "complaints_to",
    "complaints_email",
    "complaint_days",
)
EVENT = ("event_sv", "event_en", "place")


def edit_organisation(
    organisation: Organisation,
    *,
    changes: Mapping[str, Any],
    by: Person,
    shown: Marks | None = None,
) -> Organisation:
    """Change what the organisation is called, and where people reach it. Raises `ChangedMeanwhile`."""
    known = _known(changes, ORGANISATION)
    change(
        organisation,
        changes=known,
        action="organisation.edited",
        by=by,
        organisation=organisation,
        shown=shown,
    )
    return organisation


def edit_award(
    award: Award, *, changes: Mapping[str, Any], by: Person, shown: Marks | None = None
) -> Award:
    """Change the award's words, colours and logo; the log keeps what was. Raises `ChangedMeanwhile`."""
    change(
        award,
        changes=_known(changes, TEXTS),
        action="award.edited",
        by=by,
        organisation=award.organisation,
        shown=shown,
    )
    return award


@transaction.atomic
def edit_edition(
    edition: Edition, *, changes: Mapping[str, Any], by: Person, shown: Marks | None = None
) -> Edition:
    """Change the event, the place, and before the freeze the time zone.

    Raises `ProgrammeRefused` for the time zone of frozen rules, and `ChangedMeanwhile`.
    """
    stored = {"time_zone": Edition.objects.get(pk=edition.pk).time_zone}
    wished = {"time_zone": changes.get("time_zone", edition.time_zone)}
    zone = settle(wished, stored=stored, shown=shown or {})["time_zone"]
    if zone != stored["time_zone"]:
        _change_zone(edition, zone, by=by)
    known = _known(changes, EVENT)
    change(edition, changes=known, action="edition.edited", by=by, edition=edition, shown=shown)
    return edition


def _change_zone(edition: Edition, zone: str, *, by: Person) -> None:
    if is_frozen(edition):
        raise ProgrammeRefused(
            _("The rules are frozen: the time zone stays until the next edition.")
        )
    locked(edition)
    change(edition, changes={"time_zone": zone}, action="edition.edited", by=by, edition=edition)
    write_rules(edition, replace(rules_in_force(edition), time_zone=zone), by=by)


def _known(changes: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in changes.items() if name in names}
