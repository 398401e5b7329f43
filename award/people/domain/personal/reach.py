"""How far somebody's right to other people's data goes."""

from __future__ import annotations

from dataclasses import dataclass

from award.people.models import Person, Role
from award.people.permissions import editions_organised, may_own
from award.programme.models import Organisation

DECIDING = (Role.Kind.OWNER, Role.Kind.ORGANISER)


@dataclass(frozen=True)
class Reach:
    """What `reader` may see and erase in the organisation: these editions, or the whole of it.

    `reader` is None where the program itself acts, as after a restore: nothing is out of its reach.
    `owns`: accounts are the owners' matter.
    """

    organisation: Organisation
    editions: frozenset[int]
    reader: Person | None
    whole: bool
    owns: bool


def reach_of(reader: Person, organisation: Organisation) -> Reach:
    """The editions that she organises; the whole organisation where her role is for all of it."""
    editions = editions_organised(reader, organisation).values_list("pk", flat=True)
    everywhere = Role.objects.filter(
        person=reader, organisation=organisation, edition=None, kind__in=DECIDING
    )
    return Reach(
        organisation,
        frozenset(editions),
        reader,
        whole=everywhere.exists(),
        owns=may_own(reader, organisation),
    )


def reach_of_program(organisation: Organisation) -> Reach:
    """Everything of the organisation, for what is erased again after a restore."""
    editions = organisation.awards.values_list("editions", flat=True)
    return Reach(organisation, frozenset(filter(None, editions)), None, whole=True, owns=True)
