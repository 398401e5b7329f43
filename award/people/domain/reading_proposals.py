"""Proposals for readers: what is asked, who asks and decides, and who gave them the right to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from award.people.domain.acts import act_title, public_words
from award.people.domain.circle import DECIDING
from award.people.models import PastRole, Person, Proposal, Role
from award.people.models.proposal import ProposalQuerySet
from award.programme.models import Edition, Organisation


@dataclass(frozen=True)
class Seniority:
    """Why somebody could decide: the role she had held for longest, who gave it and when.

    `given_by` is empty where it came with the installation.
    """

    name: str
    role: str
    since: datetime
    given_by: str


@dataclass(frozen=True)
class PublicProposal:
    """One proposal beside the rules, with the seniority of those who made and decided it."""

    proposal: Proposal
    title: str
    sentences: list[str]
    seniority: tuple[Seniority, ...]


@dataclass(frozen=True)
class _Held:
    """A role that was held from one moment to another, or is still held."""

    person: int
    edition: int | None
    since: datetime
    until: datetime | None
    seniority: Seniority


def waiting(edition: Edition) -> ProposalQuerySet:
    """What waits in the edition, and in its whole organisation."""
    return Proposal.objects.about(edition).waiting()


def public_proposals(edition: Edition) -> list[PublicProposal]:
    """What everybody sees beside the rules: what waits and what was decided, newest first."""
    held = _roles_ever(edition.award.organisation)
    return [
        PublicProposal(
            proposal,
            act_title(proposal.kind),
            public_words(proposal),
            tuple(_seniority(proposal, held)),
        )
        for proposal in Proposal.objects.about(edition)
    ]


def _seniority(proposal: Proposal, held: Sequence[_Held]) -> Iterable[Seniority]:
    deciders: list[Person] = [proposal.proposed_by]
    if proposal.decided_by and proposal.decided_by != proposal.proposed_by:
        deciders.append(proposal.decided_by)
    for person in deciders:
        theirs = [role.seniority for role in held if _counts(role, person, proposal)]
        yield from sorted(theirs, key=lambda seniority: seniority.since)[:1]


def _counts(role: _Held, person: Person, proposal: Proposal) -> bool:
    """Whether she held the role while it was hers to decide on."""
    return (
        role.person == person.pk
        and role.edition in {None, proposal.edition_id}
        and role.since <= (proposal.decided_at or proposal.proposed_at)
        and (role.until is None or role.until > proposal.proposed_at)
    )


def _roles_ever(organisation: Organisation) -> list[_Held]:
    """Those that decide, and those that did."""
    now = Role.objects.filter(organisation=organisation, kind__in=DECIDING)
    once = PastRole.objects.filter(organisation=organisation, kind__in=DECIDING)
    return [
        *(
            _held(role, role.created_at, None)
            for role in now.select_related("person", "granted_by")
        ),
        *(
            _held(past, past.granted_at, past.withdrawn_at)
            for past in once.select_related("person", "granted_by")
        ),
    ]


def _held(role: Role | PastRole, since: datetime, until: datetime | None) -> _Held:
    giver = role.granted_by.name if role.granted_by else ""
    seniority = Seniority(role.person.name, str(role.get_kind_display()), since, giver)
    return _Held(role.person_id, role.edition_id, since, until, seniority)
