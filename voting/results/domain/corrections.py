"""Which two people stand behind a version of the result, and why it was made."""

from __future__ import annotations

from award.people.models import Proposal, Witness
from voting.results.recount.contents import Correction


def correction_of(proposal: Proposal) -> Correction:
    """By the two who decided: the second of them may be a witness from outside."""
    return Correction(proposal.reason, (proposal.proposed_by.name, _second(proposal)))


def _second(proposal: Proposal) -> str:
    if proposal.decided_by:
        return proposal.decided_by.name
    return Witness.objects.get(proposal=proposal).name
