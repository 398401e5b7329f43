"""Who may do what in the programme: one function a right, for views and templates alike."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from award.models import Edition, Organisation, Person, Role

Visitor = Person | AnonymousUser


def may_own(person: Visitor, organisation: Organisation) -> bool:
    """Give and take roles, and change the organisation."""
    return _has(person, Q(organisation=organisation, edition=None), Role.Kind.OWNER)


def may_organise(person: Visitor, edition: Edition) -> bool:
    """Decide in the edition."""
    return _has(person, _reaches(edition), Role.Kind.OWNER, Role.Kind.ORGANISER)


def may_read_desk(person: Visitor, edition: Edition) -> bool:
    """See the organisers' pages without deciding anything."""
    return _has(person, _reaches(edition), Role.Kind.OWNER, Role.Kind.ORGANISER, Role.Kind.READER)


def is_juror(person: Visitor, edition: Edition) -> bool:
    """Sit in the edition's jury."""
    return _has(person, Q(edition=edition), Role.Kind.JUROR)


def _reaches(edition: Edition) -> Q:
    return Q(edition=edition) | Q(edition=None, organisation=edition.award.organisation_id)


def _has(person: Visitor, where: Q, *kinds: Role.Kind) -> bool:
    if not isinstance(person, Person) or not person.is_active:
        return False
    return Role.objects.filter(where, person=person, kind__in=kinds).exists()
