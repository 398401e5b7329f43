"""What the public may see of an edition."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from award.desk.domain.refusal import ProgrammeRefused
from award.log.domain.changing import change
from award.people.models import Person
from award.programme.models import Edition
from award.rules.domain.freezing import is_frozen


def publish(edition: Edition, *, by: Person) -> bool:
    """Show the edition's pages to everybody."""
    return change(
        edition, changes={"is_public": True}, action="edition.published", by=by, edition=edition
    )


@transaction.atomic
def withdraw(edition: Edition, *, by: Person) -> bool:
    """Hide the edition again. Raises `ProgrammeRefused` once its first round has opened."""
    if is_frozen(edition):
        raise ProgrammeRefused(_("The first round has opened: the edition stays public."))
    return change(
        edition, changes={"is_public": False}, action="edition.withdrawn", by=by, edition=edition
    )
