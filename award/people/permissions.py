"""Who may do what in the programme: one function a right, for views and templates alike."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from award.people.models import Person, Role
from award.programme.cleaning.ordering import words_in_order
from award.programme.models import Award, Edition, Organisation
from award.programme.models.edition import EditionQuerySet

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


def may_read_organisation(person: Visitor, organisation: Organisation) -> bool:
    """See what concerns the whole organisation: not for whoever has a part in one edition alone."""
    whole = Q(organisation=organisation, edition=None)
    return _has(person, whole, Role.Kind.OWNER, Role.Kind.ORGANISER, Role.Kind.READER)


def editions_readable(person: Person) -> EditionQuerySet:
    """The editions whose desk the person may see."""
    roles = Role.objects.filter(person=person).exclude(kind=Role.Kind.JUROR)
    here = Q(pk__in=roles.filter(edition__isnull=False).values("edition"))
    everywhere = Q(award__organisation__in=roles.filter(edition=None).values("organisation"))
    return Edition.objects.filter(here | everywhere).select_related("award")


def editions_organised(person: Person, organisation: Organisation) -> EditionQuerySet:
    """The organisation's editions in which the person decides, and so may handle personal data."""
    roles = Role.objects.filter(person=person, kind__in=[Role.Kind.OWNER, Role.Kind.ORGANISER])
    ours = Edition.objects.filter(award__organisation=organisation)
    if roles.filter(organisation=organisation, edition=None).exists():
        return ours
    return ours.filter(pk__in=roles.filter(edition__isnull=False).values("edition"))


def organisations_owned(person: Person) -> QuerySet[Organisation]:
    """The organisations in which the person may start awards and give roles."""
    owns = Role.objects.filter(person=person, edition=None, kind=Role.Kind.OWNER)
    return Organisation.objects.filter(pk__in=owns.values("organisation")).order_by(
        words_in_order("name"), "pk"
    )


def awards_owned(person: Person) -> QuerySet[Award]:
    """The awards that the person may start a new year of."""
    return Award.objects.filter(organisation__in=organisations_owned(person)).order_by(
        words_in_order("name_sv"), "pk"
    )


def _reaches(edition: Edition) -> Q:
    return Q(edition=edition) | Q(edition=None, organisation=edition.award.organisation_id)


def _has(person: Visitor, where: Q, *kinds: Role.Kind) -> bool:
    if not isinstance(person, Person) or not person.is_active:
        return False
    return Role.objects.filter(where, person=person, kind__in=kinds).exists()
