"""Founding an organisation, with its first owner."""

from __future__ import annotations

from django.db import transaction
from django.utils.text import slugify

from award.people.domain.granting import grant
from award.people.models import Role
from award.programme.models import Organisation

LONGEST = 40  # of an address, so that a number fits after it
NAMELESS = "organisation"  # in the address of one whose name has no Latin letter


@transaction.atomic
def found_organisation(name: str, *, email: str, owner: str = "") -> Role:
    """The organisation with an address of its own, and the owner's role; `owner` is her name."""
    organisation = Organisation.objects.create(name=name, slug=_free_slug(name), email=email)
    return grant(
        organisation=organisation,
        edition=None,
        email=email,
        kind=Role.Kind.OWNER,
        by=None,
        name=owner,
    )


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:LONGEST].strip("-") or NAMELESS
    taken = set(Organisation.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)
