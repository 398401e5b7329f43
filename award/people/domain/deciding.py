"""How a proposal ends: done with its decision in one transaction, or ended without being done.

Whoever locks several things takes them in one order everywhere, so that two never wait for each other: the
edition, its rounds, a candidate, a proposal, and the chain of the log last. An edition is held without its
key (`no_key`), since every row that belongs to it refers to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import structlog
from django.db import transaction
from django.utils.translation import gettext as _

from award.log.domain.recording import record
from award.people.domain.acts import ActLapsed, ActRefused, act_of
from award.people.domain.proposal_mail import tell_decided
from award.people.domain.standing_then import sign_as_decider
from award.people.models import Person, Proposal
from award.programme.domain.clock import database_now, edition_now
from award.programme.models import Edition, EditionClock

DECISION = (
    "state", "decided_by", "decided_name", "decided_at", "witnessed_at", "outcome", "seniority",
)  # fmt: skip
log = structlog.get_logger(__name__)


def moment_in(edition: Edition | None) -> datetime:
    """What the clock shows where the proposal belongs."""
    return edition_now(edition) if edition else database_now()


def hold_edition(edition_id: int | None) -> None:
    """Until the transaction ends; what belongs to a whole organisation holds none."""
    if edition_id is not None:
        Edition.objects.select_for_update(no_key=True).filter(pk=edition_id).first()


def hold(proposal: Proposal) -> Proposal:
    """The row as it is now, held until the transaction ends, and before it its edition.

    Raises `ActRefused` when decided.
    """
    hold_edition(proposal.edition_id)
    held = (
        Proposal.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organisation", "edition__award__organisation", "proposed_by", "witness")
        .get(pk=proposal.pk)
    )
    if not held.is_waiting:
        raise ActRefused(_("This has already been decided."))
    return held


def carry_through(
    proposal: Proposal,
    *,
    actor: Person | str,
    action: str,
    decided_by: Person | None = None,
    last_try: bool = False,
) -> ActLapsed | None:
    """Carry it out and write that down, both or neither.

    One that can never be done lapses, and on the last try one that cannot be done now: then the answer
    says why, for the caller to raise when her transaction is over. Raises `ActRefused`.
    """
    try:
        with transaction.atomic():
            proposal.state = Proposal.State.APPROVED
            sign_as_decider(proposal, decided_by)
            proposal.decided_at = moment_in(proposal.edition)
            proposal.save(update_fields=DECISION)
            act_of(proposal.kind).carry_out(proposal)
            tell_decided(proposal)
            write_down(action, proposal, actor=actor)
    except ActRefused as refusal:
        sign_as_decider(proposal, None)
        if not last_try and not isinstance(refusal, ActLapsed):
            raise
        proposal.state, proposal.outcome = Proposal.State.LAPSED, str(refusal)
        close(proposal, actor="system", action="lapsed")
        return ActLapsed(str(refusal))
    return None


def close(proposal: Proposal, *, actor: Person | str, action: str) -> None:
    """It ends without being done."""
    proposal.decided_at = moment_in(proposal.edition)
    proposal.save(update_fields=DECISION)
    tell_decided(proposal)
    write_down(action, proposal, actor=actor)


def take_effect_due() -> int:
    """On the tick: what has stood in public for its hours is done; returns how many were decided."""
    return sum(_take_effect(pk) for pk in list(_due()))


def write_down(action: str, proposal: Proposal, *, actor: Person | str) -> None:
    """The step in the log."""
    record(
        f"proposal.{action}",
        actor=actor,
        object=proposal,
        edition=proposal.edition,
        organisation=proposal.organisation,
        after={"what": proposal.words["sv"], "needs": proposal.needs, "outcome": proposal.outcome},
        reason=proposal.reason,
    )


def _due() -> Iterator[int]:
    """Those whose hours are over, and that everybody can see."""
    yield from (
        Proposal.objects.waiting()
        .filter(needs=Proposal.Needs.HOURS, edition__is_public=True)
        .filter(takes_effect_at__lte=EditionClock("edition_id"))
        .values_list("pk", flat=True)
    )


def _take_effect(pk: int) -> int:
    """One that fails in a way nobody foresaw is logged, and tried again at the next tick."""
    try:
        with transaction.atomic():
            hold_edition(Proposal.objects.values_list("edition", flat=True).get(pk=pk))
            free = Proposal.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=pk)
            proposal = free.waiting().first()
            if proposal is None:
                return 0
            carry_through(
                proposal, actor="task:take_effect_due", action="took_effect", last_try=True
            )
    except Exception:
        log.exception("proposal.failed", proposal=pk)
        return 0
    return 1
