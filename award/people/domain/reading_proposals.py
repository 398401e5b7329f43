"""Proposals for readers: what is asked, who asks and decides, and who gave them the right to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from award.people.domain.acts import act_title
from award.people.models import Proposal, Role
from award.people.models.proposal import ProposalQuerySet
from award.programme.models import Edition


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
    seniority: tuple[Seniority, ...]


def waiting(edition: Edition) -> ProposalQuerySet:
    """What waits in the edition, and in its whole organisation."""
    return Proposal.objects.about(edition).waiting()


def public_proposals(edition: Edition) -> list[PublicProposal]:
    """What everybody sees beside the rules: what waits and what was decided, newest first."""
    return [
        PublicProposal(proposal, act_title(proposal.kind), tuple(_seniority(proposal)))
        for proposal in Proposal.objects.about(edition)
    ]


def _seniority(proposal: Proposal) -> Iterator[Seniority]:
    """As it was written down then: the proposer's, then the decider's."""
    for row in proposal.seniority:
        role, since = Role.Kind(row["role"]).label, datetime.fromisoformat(row["since"])
        yield Seniority(row["name"], str(role), since, row["given_by"])
