"""Erasing somebody whom voices are on: at her own request by one organiser, otherwise by two."""

from __future__ import annotations

from collections.abc import Sequence

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
from award.people.models import Person, Proposal
from nominations.domain.erasing import CannotErase, erase_candidate, erasing_takes_two
from nominations.domain.exposure import refuse_uncounted
from nominations.domain.locking import held
from nominations.domain.references import candidate_of, subject_of, told_of
from nominations.models import Candidate

ERASE = "candidate.erase"


@transaction.atomic
def forget(
    candidate: Candidate, *, by: Person, reason: str, witness: OutsideWitness | None = None
) -> Proposal | None:
    """Done at once, or put before a second person: then the proposal that waits is returned.

    Raises `CannotErase` and `ActRefused`.
    """
    found = held(candidate)
    if found.accepted_at or not erasing_takes_two(found):
        erase_candidate(found, by=by, reason=reason)
        return None
    return propose(
        ERASE,
        edition=found.edition,
        by=by,
        reason=reason,
        payload={"candidate": found.pk},
        subject=subject_of(found),
        witness=witness,
    )


def _check(proposal: Proposal) -> None:
    candidate = candidate_of(proposal)
    if candidate.erased_at:
        raise ActLapsed(_("What we had about this person is erased already."))
    refuse_uncounted(candidate)


def _told(proposal: Proposal, who: str) -> Sequence[str]:
    return [_("What is known of %s is erased. Every count stays.") % who]


@two_person_act(
    ERASE,
    title=gettext_lazy("Erasing a finalist"),
    **vars(told_of(_told)),
    check=_check,
    always_witness=True,
)
def _erase(proposal: Proposal) -> None:
    """Judged again: she may have said yes meanwhile."""
    found = held(candidate_of(proposal))
    _check(proposal)
    by = proposal.decided_by or proposal.proposed_by
    try:
        erase_candidate(found, by=by, reason=proposal.reason, approved=proposal)
    except CannotErase as refusal:
        raise ActRefused(str(refusal)) from None
