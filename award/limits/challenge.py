"""What a page shows when a proof is asked for: `limits/_proof.html` with a `Proof`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from award.limits.domain.asking import ProofNeeded, QueueFull
from award.limits.domain.proving import new_challenge
from award.programme.domain.clock import database_now
from award.programme.domain.periods import in_whole_minutes, in_words


@dataclass(frozen=True)
class Proof:
    """A challenge of ALTCHA's as JSON, and how long the queue is for whoever does not calculate, if there is one."""

    challenge: str
    wait: timedelta | None


def proof_for(refusal: ProofNeeded, *, queue: bool = True) -> Proof:
    wait = in_whole_minutes(refusal.due_at - database_now())
    return Proof(new_challenge(pressure=refusal.pressure), wait if queue else None)


def full_in_words(refusal: QueueFull) -> str:
    wait = in_words(in_whole_minutes(refusal.due_at - database_now()))
    return _(
        "Very many codes have been asked for from your network, and the queue is full. "
        "Use the newest code you have got, or send this once more in %(time)s: all is kept."
    ) % {"time": wait}
