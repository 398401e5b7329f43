"""Those who decide in an edition or a whole organisation, read once and asked many times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from award.people.domain.addresses import Addresses, addresses_by_account
from award.people.models import Person, Proposal, Role
from award.programme.cleaning.ordering import in_order
from award.programme.models import Edition, Organisation

DECIDING = (Role.Kind.OWNER, Role.Kind.ORGANISER)


def deciding_roles(organisation: Organisation, edition: Edition | None) -> QuerySet[Role]:
    """The roles that decide: in the edition, or without one in the whole organisation."""
    roles = Role.objects.filter(
        organisation=organisation, kind__in=DECIDING, person__is_active=True
    )
    here = roles.filter(edition=edition) if edition else roles.none()
    return (roles.filter(edition=None) | here).select_related("person").order_by("created_at")


@dataclass(frozen=True)
class Circle:
    """The roles that decide, the oldest first, and the addresses of everybody concerned."""

    roles: Sequence[Role]
    addresses: Addresses

    def people(self) -> list[Person]:
        """Each once, by name."""
        found = {role.person_id: role.person for role in self.roles}
        return sorted(found.values(), key=lambda person: (in_order(str(person)), person.pk))

    def persons(self) -> int:
        """How many people there are: two accounts that share an address are one."""
        seen: list[set[str]] = []
        for person in self.people():
            mine = self.addresses[person.pk]
            if all(mine.isdisjoint(theirs) for theirs in seen):
                seen.append(mine)
        return len(seen)

    def since(self, person: Person) -> datetime | None:
        """Since when she decides without a break; None when she does not."""
        held = (role.created_at for role in self.roles if role.person_id == person.pk)
        return next(held, None)

    def is_senior(self, person: Person, proposal: Proposal) -> bool:
        """Whether she decided already when the proposal's days of seniority began."""
        since = self.since(person)
        return since is not None and since <= proposal.senior_before

    def may_second(self, person: Person, proposal: Proposal) -> bool:
        """Whether she may approve it: another person, of seniority, neither let in by the other."""
        proposer = proposal.proposed_by
        return (
            proposal.is_waiting
            and self.is_senior(person, proposal)
            and not self._are_one(person.pk, proposer.pk)
            and not self._lately_granted(person.pk, proposer.pk, proposal)
            and not self._lately_granted(proposer.pk, person.pk, proposal)
        )

    def seconds(self, proposal: Proposal) -> list[Person]:
        """Everybody who may approve it."""
        return [person for person in self.people() if self.may_second(person, proposal)]

    def _are_one(self, one: int, other: int) -> bool:
        return one == other or not self.addresses[one].isdisjoint(self.addresses[other])

    def _lately_granted(self, giver: int, taker: int, proposal: Proposal) -> bool:
        """Whether one gave the other a role that decides within the days of seniority."""
        return any(
            role.person_id == taker
            and role.granted_by_id is not None
            and role.created_at > proposal.senior_before
            and self._are_one(role.granted_by_id, giver)
            for role in self.roles
        )


def circle_of(
    organisation: Organisation, edition: Edition | None, *, also: Iterable[int] = ()
) -> Circle:
    """`also` are accounts outside it that will be asked about, such as a proposer who has left."""
    roles = list(deciding_roles(organisation, edition))
    givers = {role.granted_by_id for role in roles if role.granted_by_id}
    return Circle(
        roles, addresses_by_account({role.person_id for role in roles} | givers | set(also))
    )
