"""Proposals about a result that can never be done any more end, and block no other."""

from __future__ import annotations

import structlog
from django.db import transaction

from award.people.domain.acts import ActLapsed, ActRefused, act_of
from award.people.domain.deciding import close, hold
from award.people.models import Proposal

log = structlog.get_logger(__name__)


def lapse_impossible() -> int:
    """On the tick; returns how many lapsed. One that fails is logged, and tried again."""
    waiting = Proposal.objects.waiting().filter(kind__startswith="result.")
    return sum(_lapse(proposal) for proposal in waiting)


def _lapse(proposal: Proposal) -> int:
    why = _why_impossible(proposal)
    if not why:
        return 0
    try:
        with transaction.atomic():
            held = hold(proposal)
            held.state, held.outcome = Proposal.State.LAPSED, why
            close(held, actor="task:lapse_impossible", action="lapsed")
    except ActRefused:
        return 0
    except Exception:
        log.exception("proposal.not_lapsed", proposal=proposal.pk)
        return 0
    return 1


def _why_impossible(proposal: Proposal) -> str:
    """In words for organisers; empty where it can be done, or may be able to."""
    check = act_of(proposal.kind).check
    try:
        if check:
            check(proposal)
    except ActLapsed as lapsed:
        return str(lapsed)
    except ActRefused:
        return ""
    return ""
