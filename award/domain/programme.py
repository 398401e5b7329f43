"""Looking after the programme: texts, partners, windows, and what the public may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from award.domain.changing import change, plain
from award.domain.clock import database_now
from award.domain.recording import record
from award.domain.rulebook import is_frozen, propose_rules, rules_in_force, with_windows
from award.domain.rules import Window
from award.models import Award, Edition, Organisation, Partner, Person, RuleBook

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
ORGANISATION = ("name", "email", "website")
EVENT = ("event_sv", "event_en", "place")
PARTNER = ("kind", "name", "website", "logo", "position")


class ProgrammeRefused(Exception):
    """The change cannot be made; the message says why, in words for an organiser."""


def edit_organisation(
    organisation: Organisation, *, changes: Mapping[str, Any], by: Person
) -> Organisation:
    """Change what the organisation is called, and where people reach it."""
    known = _known(changes, ORGANISATION)
    change(organisation, changes=known, action="organisation.edited", by=by)
    return organisation


def edit_award(award: Award, *, changes: Mapping[str, Any], by: Person) -> Award:
    """Change the award's words, colours and logo; the log keeps what was."""
    change(award, changes=_known(changes, TEXTS), action="award.edited", by=by)
    return award


@transaction.atomic
def edit_edition(edition: Edition, *, changes: Mapping[str, Any], by: Person) -> Edition:
    """Change the event, the place, and before the freeze the time zone.

    Raises `ProgrammeRefused` for the time zone of frozen rules.
    """
    zone = changes.get("time_zone", edition.time_zone)
    if zone != Edition.objects.get(pk=edition.pk).time_zone:
        _change_zone(edition, zone, by=by)
    known = _known(changes, EVENT)
    change(edition, changes=known, action="edition.edited", by=by, edition=edition)
    return edition


@transaction.atomic
def add_partner(edition: Edition, *, fields: Mapping[str, Any], by: Person) -> Partner:
    """Name somebody who stands behind the edition."""
    known = _known(fields, PARTNER)
    partner = Partner.objects.create(edition=edition, **known)
    after = {name: plain(getattr(partner, name)) for name in known}
    record("partner.added", actor=by, object=partner, edition=edition, after=after)
    return partner


def edit_partner(partner: Partner, *, changes: Mapping[str, Any], by: Person) -> Partner:
    """Change a partner's name, logo, kind or place in the list."""
    known = _known(changes, PARTNER)
    change(partner, changes=known, action="partner.edited", by=by, edition=partner.edition)
    return partner


@transaction.atomic
def remove_partner(partner: Partner, *, by: Person) -> None:
    """The partner no longer stands on the edition's pages; the log remembers."""
    before = {name: plain(getattr(partner, name)) for name in PARTNER}
    record("partner.removed", actor=by, object=partner, edition=partner.edition, before=before)
    partner.delete()


def publish(edition: Edition, *, by: Person) -> bool:
    """Show the edition's pages to everybody."""
    return change(
        edition, changes={"is_public": True}, action="edition.published", by=by, edition=edition
    )


@transaction.atomic
def withdraw(edition: Edition, *, by: Person) -> bool:
    """Hide the edition again. Raises `ProgrammeRefused` once its first round has opened."""
    if is_frozen(edition, database_now()):
        raise ProgrammeRefused(_("The first round has opened: the edition stays public."))
    return change(
        edition, changes={"is_public": False}, action="edition.withdrawn", by=by, edition=edition
    )


def move_windows(
    edition: Edition,
    *,
    windows: Mapping[str, Window],
    announce_at: datetime,
    by: Person,
    reason: str = "",
) -> RuleBook:
    """Other times for the rounds and the announcement: a new version of the rule book.

    Raises as `award.domain.rulebook.propose_rules`.
    """
    changed = with_windows(rules_in_force(edition), dict(windows), announce_at=announce_at)
    return propose_rules(edition, changed, by=by, reason=reason)


def _change_zone(edition: Edition, zone: str, *, by: Person) -> None:
    if is_frozen(edition, database_now()):
        raise ProgrammeRefused(
            _("The rules are frozen: the time zone stays until the next edition.")
        )
    change(edition, changes={"time_zone": zone}, action="edition.edited", by=by, edition=edition)
    propose_rules(edition, replace(rules_in_force(edition), time_zone=zone), by=by)


def _known(changes: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in changes.items() if name in names}
