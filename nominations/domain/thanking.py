"""Telling a nominator what became of the nomination."""

from __future__ import annotations

from award.mail.domain.messaging import queue_message
from nominations.domain.self_nomination import is_own
from nominations.models import Nomination


def tell_accepted(nomination: Nomination) -> None:
    """Thanks, and that the nominee will be asked."""
    _tell(nomination, "nomination_accepted")


def tell_rejected(nomination: Nomination) -> None:
    """Thanks, and that it goes no further. The organisers' reason stays with them."""
    _tell(nomination, "nomination_rejected")


def _tell(nomination: Nomination, template: str) -> None:
    """Nobody, where who sent it has been erased."""
    if not nomination.nominator_email:
        return
    edition = nomination.round.edition
    queue_message(
        template,
        occasion=f"nomination-decided:{nomination.pk}",
        recipient=nomination.nominator_email,
        language=nomination.language,
        edition=edition,
        unlisted=nomination.candidate is not None and nomination.candidate.is_protected,
        context={"edition": edition, "nomination": nomination, "own": is_own(nomination)},
    )
