"""Who may decide what another has proposed: two people are two persons, both of some standing."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db.models import F, Min, Q, QuerySet

from award.people.domain.canonical import canonical_email
from award.people.models import PastRole, Person, Proposal, Role
from award.programme.models import Edition, Organisation

DECIDING = (Role.Kind.OWNER, Role.Kind.ORGANISER)


def addresses_of(person: Person) -> set[str]:
    """Every address that the account has shown to be its own, each in its canonical form."""
    verified = EmailAddress.objects.filter(user=person, verified=True)
    known = {person.email, *verified.values_list("email", flat=True)}
    return {canonical_email(address) for address in known}


def same_person(one: Person, other: Person) -> bool:
    """Whether the two accounts are one, or share an address under any spelling."""
    return one.pk == other.pk or not addresses_of(one).isdisjoint(addresses_of(other))


def deciding_roles(organisation: Organisation, edition: Edition | None) -> QuerySet[Role]:
    """The roles that decide: in the edition, or without one in the whole organisation."""
    roles = Role.objects.filter(
        organisation=organisation, kind__in=DECIDING, person__is_active=True
    )
    here = roles.filter(edition=edition) if edition else roles.none()
    return roles.filter(edition=None) | here


def senior_before(organisation: Organisation, now: datetime) -> datetime:
    """Whoever has held her role since before this moment counts in an act for two."""
    return now - timedelta(days=organisation.seniority_days)


def deciding_since(
    person: Person, organisation: Organisation, edition: Edition | None
) -> datetime | None:
    """Since when she decides without a break; None when she does not."""
    roles = deciding_roles(organisation, edition).filter(person=person)
    since: datetime | None = roles.aggregate(since=Min("created_at"))["since"]
    return since


def is_senior(person: Person, proposal: Proposal) -> bool:
    """Whether she decided already when the proposal's days of standing began."""
    since = deciding_since(person, proposal.organisation, proposal.edition)
    return since is not None and since <= proposal.senior_before


def may_second(person: Person, proposal: Proposal) -> bool:
    """Whether she may approve it: another person, of standing, and neither was let in by the other."""
    return (
        proposal.is_waiting
        and is_senior(person, proposal)
        and not same_person(person, proposal.proposed_by)
        and not _lately_granted(person, proposal.proposed_by, proposal)
        and not _lately_granted(proposal.proposed_by, person, proposal)
    )


def seconds(proposal: Proposal) -> list[Person]:
    """Everybody who may approve it."""
    roles = deciding_roles(proposal.organisation, proposal.edition)
    people = Person.objects.filter(pk__in=roles.values("person")).order_by("name", "email")
    return [person for person in people if may_second(person, proposal)]


def has_a_part(email: str, organisation: Organisation, *, since: datetime) -> bool:
    """Whether the address belongs to somebody with a role, or with one taken away after `since`."""
    now = Role.objects.filter(organisation=organisation).values("person")
    lately = PastRole.objects.filter(organisation=organisation, withdrawn_at__gt=since)
    wanted = canonical_email(email)
    people = Person.objects.filter(pk__in=now) | Person.objects.filter(
        pk__in=lately.values("person")
    )
    return any(wanted in addresses_of(person) for person in people)


def just_removed(proposer: Person, proposal: Proposal) -> PastRole | None:
    """A colleague whose role somebody else took away within the days of standing.

    Whoever makes herself the only organiser in that way is not one yet.
    """
    gone = PastRole.objects.filter(
        Q(edition=None) | Q(edition=proposal.edition),
        organisation=proposal.organisation,
        kind__in=DECIDING,
        withdrawn_at__gt=proposal.senior_before,
    ).exclude(withdrawn_by=F("person"))
    others = (past for past in gone.order_by("-withdrawn_at") if past.person_id != proposer.pk)
    return next((past for past in others if not same_person(past.person, proposer)), None)


def _lately_granted(giver: Person, taker: Person, proposal: Proposal) -> bool:
    """Whether one gave the other a role that decides within the days of standing."""
    roles = deciding_roles(proposal.organisation, proposal.edition).filter(
        person=taker, created_at__gt=proposal.senior_before, granted_by__isnull=False
    )
    return any(same_person(role.granted_by, giver) for role in roles if role.granted_by)
