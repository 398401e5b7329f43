"""Mail that waits to be sent."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from award.mail.domain import letters
from award.mail.domain.claiming import LEASE
from award.mail.domain.codes import VOTE, CodePolicy, issue_code, newest_code
from award.mail.domain.messaging import queue_text
from award.mail.models import Message
from award.programme.domain.clock import database_now
from nominations.models import Candidate


def queue(occasion: str = "test:1", recipient: str = "asa@example.org", **fields: object) -> None:
    words = {"subject": "Hej", "text": "Välkommen!\n"}
    queue_text(**{"occasion": occasion, "recipient": recipient} | words | fields)


def queue_code(holder: Candidate, policy: CodePolicy = VOTE, occasion: str = "code:1") -> str:
    """Issue a code, and queue the mail that carries it."""
    issue_code(holder, policy, now=database_now())
    holder.save()
    letters.queue_code(holder, policy, occasion=occasion)
    return newest_code(holder, policy)


@letters.code_letter(Candidate, VOTE, title="A code for a test")
def _write(candidate: Candidate) -> letters.Letter:
    """What the tests' own mail says; the row of any other kind is written by its own room."""
    return letters.Letter(
        "candidate_code",
        recipient="asa@example.org",
        edition=candidate.edition,
        context={"policy": VOTE},
        discreet=True,
    )


def let_wait(time: timedelta) -> None:
    """As if all mail had been queued so much earlier."""
    Message.objects.update(
        created_at=F("created_at") - time,
        due_at=F("due_at") - time,
        tried_until=F("tried_until") - time,
    )


def die_while_sending(*, times: int = 1) -> None:
    """As if their sender had been killed, so long ago that its lease is over."""
    at = timezone.now() - LEASE - timedelta(seconds=1)
    Message.objects.update(state="sending", attempts=times, interrupted=times - 1, held_at=at)
