"""Giving and taking roles: each is told to every owner, and stands in the organisation's log."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from award.log.domain.recording import record
from award.people.domain.role_mail import tell_granted, tell_withdrawn
from award.people.models import PastRole, Person, Role
from award.people.models.person import account_address
from award.programme.domain.clock import database_now
from award.programme.models import Edition, Organisation


class RoleRefused(Exception):
    """The role cannot be given or taken; the message says why."""


def person_with(email: str, *, name: str = "") -> Person:
    """The account with the address, also as a second one, made when there is none.

    The address counts as verified: whoever signs in types a code that was mailed to it.
    """
    address = account_address(email)
    person = known_person(email)
    if person is None:
        person = Person.objects.create_user(address, name=name)
    if not EmailAddress.objects.filter(user=person, email=address, verified=True).exists():
        EmailAddress.objects.get_or_create(
            user=person, email=address, defaults={"verified": True, "primary": True}
        )
    return _named(person, name)


def known_person(email: str) -> Person | None:
    """The account with the address, also as a second one that is verified; nothing is made."""
    address = account_address(email)
    second = EmailAddress.objects.filter(email=address, verified=True).first()
    if second:
        return Person.objects.get(pk=second.user_id)
    return Person.objects.filter(email=address).first()


def grant(
    *,
    organisation: Organisation,
    edition: Edition | None,
    email: str,
    kind: str,
    by: Person | None,
    name: str = "",
) -> Role:
    """Give the role to whoever has the address; as `grant_to`."""
    with transaction.atomic():
        person = person_with(email, name=name)
        return grant_to(person, organisation=organisation, edition=edition, kind=kind, by=by)


@transaction.atomic
def grant_to(
    person: Person,
    *,
    organisation: Organisation,
    edition: Edition | None,
    kind: str,
    by: Person | None,
) -> Role:
    """Give the role and tell the person and every owner by mail; given twice, it is one.

    Without an edition it holds in every edition of the organisation. A role that was taken away and
    is given again is a new one, whose days of seniority begin anew. A juror's invitation is the jury's own mail.
    """
    role, created = Role.objects.get_or_create(
        person=person,
        organisation=organisation,
        edition=edition,
        kind=kind,
        defaults={"granted_by": by},
    )
    if created:
        again = _had(role)
        tell_granted(role)
        record(
            "role.reinstated" if again else "role.granted",
            actor=by or "system",
            object=role,
            edition=edition,
            organisation=organisation,
            after={"kind": kind, "name": str(person)},
        )
    return role


@transaction.atomic
def revoke(role: Role, *, by: Person) -> None:
    """Take the role. Raises `RoleRefused` for the organisation's last owner."""
    Organisation.objects.select_for_update(no_key=True).get(pk=role.organisation_id)
    others = Role.objects.filter(
        organisation=role.organisation, kind=Role.Kind.OWNER, person__is_active=True
    ).exclude(pk=role.pk)
    if role.kind == Role.Kind.OWNER and not others.exists():
        raise RoleRefused(_("The last owner stays: make somebody else owner first."))
    past = PastRole.objects.create(
        person=role.person,
        organisation=role.organisation,
        edition=role.edition,
        kind=role.kind,
        granted_by=role.granted_by,
        granted_at=role.created_at,
        withdrawn_by=by,
        withdrawn_at=database_now(),
    )
    tell_withdrawn(past)
    reference = f"role:{role.pk}"
    role.delete()
    record(
        "role.revoked",
        actor=by,
        object=reference,
        edition=past.edition,
        organisation=past.organisation,
        before={"kind": past.kind, "name": str(past.person)},
    )


def _had(role: Role) -> bool:
    """Whether she has had the same role before."""
    return PastRole.objects.filter(
        person=role.person, organisation=role.organisation, edition=role.edition, kind=role.kind
    ).exists()


def _named(person: Person, name: str) -> Person:
    """What she calls herself goes before what somebody else calls her."""
    if name.strip() and not person.name:
        person.name = name.strip()
        person.save(update_fields=["name"])
    return person
