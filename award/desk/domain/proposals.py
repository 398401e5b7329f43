"""Proposals as an organiser sees them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from award.people.domain.acts import act_title, inside_words, page_of
from award.people.domain.circle import Circle, circle_of
from award.people.models import Person, Proposal


@dataclass(frozen=True)
class ProposalRow:
    """One proposal; `is_mine` when the reader made it, `can_second` when she may approve it.

    `page` shows what it is about, where there is one.
    """

    proposal: Proposal
    title: str
    sentences: list[str]
    page: str
    seconds: tuple[Person, ...]
    is_mine: bool
    can_second: bool


def proposal_rows(proposals: Iterable[Proposal], reader: Person) -> list[ProposalRow]:
    """Those who decide are read once for each part of the organisation, not for each proposal."""
    everything = list(proposals)
    waiting = [proposal for proposal in everything if proposal.is_waiting]
    circles = {
        proposal.edition_id: circle_of(
            proposal.organisation,
            proposal.edition,
            also={other.proposed_by_id for other in waiting},
        )
        for proposal in {proposal.edition_id: proposal for proposal in waiting}.values()
    }
    return [_row(proposal, reader, circles.get(proposal.edition_id)) for proposal in everything]


def _row(proposal: Proposal, reader: Person, circle: Circle | None) -> ProposalRow:
    others = tuple(circle.seconds(proposal)) if circle and proposal.is_waiting else ()
    return ProposalRow(
        proposal,
        act_title(proposal.kind),
        inside_words(proposal),
        page_of(proposal),
        others,
        is_mine=proposal.proposed_by_id == reader.pk,
        can_second=reader in others,
    )
