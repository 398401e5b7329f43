"""A mail that never arrived has told nobody: the clock of article 14 goes on."""

from __future__ import annotations

from award.log.domain.recording import record
from award.mail.domain.undelivered import undelivered
from award.mail.models import Message
from nominations.domain.locking import held
from nominations.models import Candidate


@undelivered("candidate-informed")
def has_not_been_told(message: Message) -> None:
    """Unless she was told otherwise, has answered, or another mail about it did arrive."""
    key = message.occasion.split(":")[1]
    candidate = Candidate.objects.filter(pk=key, erased_at=None).first()
    if candidate is None:
        return
    found = held(candidate)
    told_otherwise = found.informed_at != found.asked_at
    if found.has_answered or told_otherwise or _another_arrived(found):
        return
    found.informed_at = None
    found.save(update_fields=["informed_at"])
    record("candidate.not_reached", actor="task:mail", object=found, edition=found.edition)


def _another_arrived(candidate: Candidate) -> bool:
    about = [f"candidate-{kind}:{candidate.pk}:" for kind in ("informed", "reminded", "link")]
    arrived = Message.objects.filter(state=Message.State.SENT)
    return any(arrived.filter(occasion__startswith=start).exists() for start in about)
