"""Who can win is no witness from outside."""

from __future__ import annotations

from award.people.domain.canonical import one_mailbox
from award.people.domain.witnessing import bar_witness
from award.programme.models import Edition
from nominations.models import Candidate


@bar_witness
def is_considered(edition: Edition, wanted: str) -> bool:
    """Whether the canonical address is that of somebody who is considered this year."""
    people = Candidate.objects.filter(edition=edition).taking_part().select_related("identity")
    return any(one_mailbox(c.address) == wanted for c in people if c.address)
