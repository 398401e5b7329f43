"""Mail about roles: to whoever gets or loses one, and to every owner."""

from __future__ import annotations

from award.mail.domain.messaging import queue_message
from award.mail.domain.not_me import Whose
from award.people.models import PastRole, Person, Role
from award.programme.domain.links import page_address
from award.programme.models import Organisation


def owners_of(organisation: Organisation) -> list[Person]:
    """Those who give and take roles, in a set order."""
    roles = Role.objects.filter(organisation=organisation, kind=Role.Kind.OWNER)
    active = Person.objects.filter(pk__in=roles.values("person"), is_active=True)
    return list(active.order_by("pk"))


ROLE, GRANTED = "role", "role_granted"


def tell_granted(role: Role) -> None:
    """To her, unless the jury's own invitation says it; and to every other owner."""
    if role.kind != Role.Kind.JUROR:
        _tell(GRANTED, role, role.person)
    for owner in owners_of(role.organisation):
        if owner.pk != role.person_id:
            _tell("role_given", role, owner)


def tell_withdrawn(past: PastRole) -> None:
    """To whoever lost it, unless she gave it back herself, and to every owner."""
    told = {past.person, *owners_of(past.organisation)}
    if past.withdrawn_by_id == past.person_id:
        told.discard(past.person)
    for person in told:
        _tell("role_withdrawn", past, person)


def _tell(what: str, role: Role | PastRole, person: Person) -> None:
    language = person.language
    queue_message(
        what,
        occasion=f"{what}:{role.pk}",
        recipient=person.email,
        language=language,
        edition=role.edition,
        whose=Whose(ROLE, role.pk) if what == GRANTED else None,
        context={
            "role": role,
            "link": page_address("desk", language=language),
            "log": page_address(
                "desk_organisation_log", language=language, organisation=role.organisation.slug
            ),
        },
    )
