"""Jurors who are not done hear of it in good time, also when no organiser thinks of it."""

from __future__ import annotations

from datetime import timedelta

from award.mail.domain.outbox import effect, enqueue
from award.mail.models import Effect
from award.programme.domain.clock import edition_now
from award.programme.models import Edition, EditionClock, Round
from voting.jury.domain.progress import remind_unfinished

BEFORE = timedelta(days=3)


def remind_late_jurors() -> None:
    """Plan one reminder for each open jury round that closes within `BEFORE`.

    A round whose closing is moved gets another one before the new closing.
    """
    closing = Round.objects.open_now().filter(
        kind=Round.Kind.JURY, closes_at__lt=EditionClock("edition_id") + BEFORE
    )
    for round in closing:
        if not Effect.objects.filter(key=_key(round)).exists():
            enqueue("jury.remind", key=_key(round), arguments={"round": round.pk})


@effect("jury.remind")
def remind(*, round: int) -> None:
    """Nobody is mailed when the round has closed before anything could be sent."""
    found = Round.objects.get(pk=round)
    edition = Edition.objects.select_related("award__organisation").get(pk=found.edition_id)
    if found.contains(edition_now(edition)):
        remind_unfinished(edition, by="task:remind")


def _key(round: Round) -> str:
    return f"jury.remind:{round.pk}:{round.closes_at.isoformat()}"
