"""A no that she has given to an organiser: alone at first, by two once voices are on her.

What she says herself, on her own page with a code, is hers alone at any time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.people.domain.two_persons import (
    ActLapsed,
    ActRefused,
    OutsideWitness,
    propose,
    two_person_act,
)
from award.people.models import Proposal
from nominations.domain.answering import decline_candidacy
from nominations.domain.exposure import refuse_uncounted, takes_two
from nominations.domain.locking import held
from nominations.domain.noted_answers import Noted, NotedRefused, check_noted_moment
from nominations.domain.references import candidate_of, subject_of, told_of
from nominations.models import Candidate

NO = "candidate.no"


@transaction.atomic
def note_no(
    candidate: Candidate, noted: Noted, *, witness: OutsideWitness | None = None
) -> Proposal | None:
    """Done at once, or put before a second person: then the proposal that waits is returned.

    Raises `NotedRefused` and `ActRefused`.
    """
    found = held(candidate)
    check_noted_moment(found, noted)
    if not takes_two(found):
        decline_candidacy(found, noted=noted)
        return None
    return propose(
        NO,
        edition=found.edition,
        by=noted.by,
        reason=noted.how,
        payload={"candidate": found.pk, "at": noted.at.isoformat()},
        subject=subject_of(found),
        witness=witness,
    )


def _check(proposal: Proposal) -> None:
    candidate = candidate_of(proposal)
    if candidate.declined_at or candidate.erased_at:
        raise ActLapsed(_("The nominee does not take part any more."))
    refuse_uncounted(candidate)


def _told(proposal: Proposal, who: str) -> Sequence[str]:
    return [_("%s does not take part any more, and has told an organiser so.") % who]


@two_person_act(
    NO,
    title=gettext_lazy("A no that an organiser was told"),
    **vars(told_of(_told)),
    check=_check,
    always_witness=True,
)
def _decline(proposal: Proposal) -> None:
    """She is told, at the address that came with the nominations."""
    found = held(candidate_of(proposal))
    _check(proposal)
    said = datetime.fromisoformat(proposal.payload["at"])
    try:
        decline_candidacy(found, noted=Noted(proposal.proposed_by, proposal.reason, said, proposal))
    except NotedRefused as refusal:
        raise ActRefused(str(refusal)) from None
