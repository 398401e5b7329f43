"""Giving and taking roles."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from award.log.domain.recording import record
from award.mail.domain.messaging import queue_message
from award.people.models import Person, Role
from award.programme.domain.links import page_address
from award.programme.models import Edition, Organisation


class RoleRefused(Exception):
    """The role cannot be given or taken; the message says why."""


def person_with(email: str, *, name: str = "") -> Person:
    """The account with the address, also as a second one, made when there is none.

    The address counts as verified: whoever signs in types a code that was mailed to it.
    """
    address = email.strip().lower()
    known = EmailAddress.objects.filter(email=address, verified=True).first()
    if known:
        return _named(Person.objects.get(pk=known.user_id), name)
    person = Person.objects.filter(email=address).first()
    if person is None:
        person = Person.objects.create_user(address, name=name)
    EmailAddress.objects.get_or_create(
        user=person, email=address, defaults={"verified": True, "primary": True}
    )
    return _named(person, name)


@transaction.atomic
def grant(
    *,
    organisation: Organisation,
    edition: Edition | None,
    email: str,
    kind: str,
    by: Person | None,
    name: str = "",
) -> Role:
    """Give the role and tell the person by mail; given twice, it is one.

    Without an edition it holds in every edition of the organisation.
    """
    person = person_with(email, name=name)
    role, created = Role.objects.get_or_create(
        person=person,
        organisation=organisation,
        edition=edition,
        kind=kind,
        defaults={"granted_by": by},
    )
    if created:
        _tell(role)
        record(
            "role.granted",
            actor=by or "system",
            object=role,
            edition=edition,
            after={"kind": kind, "name": str(person)},
        )
    return role


@transaction.atomic
def revoke(role: Role, *, by: Person) -> None:
    """Take the role. Raises `RoleRefused` for the organisation's last owner."""
    Organisation.objects.select_for_update().get(pk=role.organisation_id)
    others = Role.objects.filter(
        organisation=role.organisation, kind=Role.Kind.OWNER, person__is_active=True
    ).exclude(pk=role.pk)
    if role.kind == Role.Kind.OWNER and not others.exists():
        raise RoleRefused(_("The last owner stays: make somebody else owner first."))
    before = {"kind": role.kind, "name": str(role.person)}
    record("role.revoked", actor=by, object=role, edition=role.edition, before=before)
    role.delete()


def _named(person: Person, name: str) -> Person:
    """What she calls herself goes before what somebody else calls her."""
    if name.strip() and not person.name:
        person.name = name.strip()
        person.save(update_fields=["name"])
    return person


def _tell(role: Role) -> None:
    queue_message(
        "role_granted",
        occasion=f"role:{role.pk}",
        recipient=role.person.email,
        language=role.person.language,
        edition=role.edition,
        context={"role": role, "link": page_address("desk", language=role.person.language)},
    )
