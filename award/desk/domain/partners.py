"""Naming who stands behind an edition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from award.log.domain.changing import change, plain
from award.log.domain.recording import record
from award.people.models import Person
from award.programme.domain.meanwhile import Marks
from award.programme.models import Edition, Partner

PARTNER = ("kind", "name", "website", "logo", "position")


@transaction.atomic
def add_partner(edition: Edition, *, fields: Mapping[str, Any], by: Person) -> Partner:
    """Name somebody who stands behind the edition."""
    known = _known(fields, PARTNER)
    partner = Partner.objects.create(edition=edition, **known)
    after = {name: plain(getattr(partner, name)) for name in known}
    record("partner.added", actor=by, object=partner, edition=edition, after=after)
    return partner


def edit_partner(
    partner: Partner, *, changes: Mapping[str, Any], by: Person, shown: Marks | None = None
) -> Partner:
    """Change a partner's name, logo, kind or place in the list. Raises `ChangedMeanwhile`."""
    change(
        partner,
        changes=_known(changes, PARTNER),
        action="partner.edited",
        by=by,
        edition=partner.edition,
        shown=shown,
    )
    return partner


@transaction.atomic
def remove_partner(partner: Partner, *, by: Person) -> None:
    """The partner no longer stands on the edition's pages; the log remembers."""
    before = {name: plain(getattr(partner, name)) for name in PARTNER}
    reference = f"partner:{partner.pk}"
    partner.delete()
    record("partner.removed", actor=by, object=reference, edition=partner.edition, before=before)


def _known(changes: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in changes.items() if name in names}
