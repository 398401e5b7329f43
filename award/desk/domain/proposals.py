"""Proposals as an organiser sees them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from award.people.domain.acts import act_title, inside_words
from award.people.domain.seconding import seconds
from award.people.models import Person, Proposal


@dataclass(frozen=True)
class ProposalRow:
    """One proposal; `is_mine` when the reader made it, `can_second` when she may approve it."""

    proposal: Proposal
    title: str
    sentences: list[str]
    seconds: tuple[Person, ...]
    is_mine: bool
    can_second: bool


def proposal_rows(proposals: Iterable[Proposal], reader: Person) -> list[ProposalRow]:
    return [_row(proposal, reader) for proposal in proposals]


def _row(proposal: Proposal, reader: Person) -> ProposalRow:
    others = tuple(seconds(proposal)) if proposal.is_waiting else ()
    return ProposalRow(
        proposal,
        act_title(proposal.kind),
        inside_words(proposal),
        others,
        is_mine=proposal.proposed_by_id == reader.pk,
        can_second=reader in others,
    )
