"""How the platform itself is doing, for organisers and for machines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Min

from award.mail.domain.brake import is_braking
from award.mail.domain.standstill import standstill
from award.mail.models import Effect, Heartbeat, Message, Standstill
from award.programme.domain.clock import database_now

SILENT = timedelta(seconds=60)
LATE = timedelta(minutes=2)


@dataclass(frozen=True)
class Health:
    """`ticking`: whether the clockwork has shown life lately; then what lies undone.

    `still`: that nothing happens by itself since a restore, until somebody has looked.
    `braking`: more mail is asked for than may leave, so that some waits.
    """

    ticking: bool
    waiting_mail: int
    dead_mail: int
    dead_effects: int
    oldest_seconds: int
    braking: bool = False
    still: Standstill | None = None
    silent_after: timedelta = SILENT

    @property
    def most_a_minute(self) -> int:
        """So many mails leave at most."""
        return settings.MAIL_PER_MINUTE

    @property
    def late_by(self) -> timedelta | None:
        """What mail may wait at most, where some has waited for longer."""
        return LATE if self.oldest_seconds > LATE.total_seconds() else None


def health() -> Health:
    """Read from the database alone."""
    now = database_now()
    silence = silence_of("tick")
    due = Message.objects.due().order_by().aggregate(n=Count("pk"), oldest=Min("due_at"))
    return Health(
        ticking=silence is not None and silence < SILENT,
        waiting_mail=due["n"],
        dead_mail=Message.objects.dead().count(),
        dead_effects=Effect.objects.dead().count(),
        oldest_seconds=int((now - due["oldest"]).total_seconds()) if due["n"] else 0,
        braking=is_braking(),
        still=standstill(),
    )


def silence_of(service: str) -> timedelta | None:
    """How long ago the service last showed that it lives; None when it never has."""
    last = Heartbeat.objects.filter(service=service).first()
    return database_now() - last.at if last else None
