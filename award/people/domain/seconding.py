"""Who may decide what another has proposed: two people are two persons, both of some seniority."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, Q

from award.people.domain.addresses import addresses_by_account, same_person
from award.people.domain.canonical import one_mailbox
from award.people.domain.circle import DECIDING, Circle, circle_of
from award.people.models import PastRole, Person, Proposal, Role
from award.programme.models import Organisation


def senior_before(organisation: Organisation, now: datetime) -> datetime:
    """Whoever has held her role since before this moment counts in an act for two.

    A higher number shuts nobody out who counted when it began to hold.
    """
    moment = now - timedelta(days=organisation.seniority_days)
    return max(moment, organisation.seniority_kept or moment)


def circle_around(proposal: Proposal) -> Circle:
    """Those who decide where the proposal belongs."""
    also = [proposal.proposed_by_id]
    return circle_of(proposal.organisation, proposal.edition, also=also)


def may_second(person: Person, proposal: Proposal) -> bool:
    """Whether she may approve it."""
    return circle_around(proposal).may_second(person, proposal)


def seconds(proposal: Proposal) -> list[Person]:
    """Everybody who may approve it."""
    return circle_around(proposal).seconds(proposal)


def has_a_part(address: str, organisation: Organisation, *, since: datetime) -> bool:
    """Whether the address is of somebody with a role, or with one taken away after `since`."""
    now = Role.objects.filter(organisation=organisation).values_list("person", flat=True)
    gone = PastRole.objects.filter(organisation=organisation, withdrawn_at__gt=since)
    known = addresses_by_account([*now, *gone.values_list("person", flat=True)])
    return any(one_mailbox(address) in theirs for theirs in known.values())


def just_removed(proposal: Proposal) -> PastRole | None:
    """A colleague whose role somebody else took away within the days of seniority.

    Whoever makes herself the only organiser in that way is not one yet.
    """
    here = Q(edition=None) | Q(edition=proposal.edition)
    gone = PastRole.objects.filter(
        here,
        organisation=proposal.organisation,
        kind__in=DECIDING,
        withdrawn_at__gt=proposal.senior_before,
    ).exclude(withdrawn_by=F("person"))
    newest = gone.select_related("person").order_by("-withdrawn_at")
    return next(
        (past for past in newest if not same_person(past.person, proposal.proposed_by)), None
    )
