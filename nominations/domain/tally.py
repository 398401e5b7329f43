"""Who has been asked, and what they have answered: five lists that hold every nominee once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import cached_property

from award.mail.models import Message
from award.programme.domain.clock import edition_now
from award.programme.models import Edition
from nominations.domain.consenting import last_day, needs_yes
from nominations.models import Candidate
from nominations.models.candidate import CandidateQuerySet


@dataclass(frozen=True)
class Tally:
    """The lists are read when they are looked at; `days_left` is whole days to `last_day`."""

    edition: Edition
    last_day: datetime | None
    now: datetime
    needs_yes: bool

    @property
    def days_left(self) -> int | None:
        return (self.last_day - self.now).days if self.last_day else None

    @property
    def is_over(self) -> bool:
        return self.last_day is not None and self.last_day <= self.now

    @cached_property
    def not_asked(self) -> list[Candidate]:
        return list(self._all.not_asked().order_by("name"))

    @cached_property
    def silent(self) -> list[Candidate]:
        return list(self._all.silent().order_by("asked_at"))

    @cached_property
    def no_address(self) -> list[Candidate]:
        return list(self._all.without_address().order_by("created_at"))

    @cached_property
    def yes(self) -> list[Candidate]:
        return list(self._all.taking_part().exclude(accepted_at=None).order_by("name"))

    @cached_property
    def no(self) -> list[Candidate]:
        return list(self._all.filter(erased_at=None).exclude(declined_at=None).order_by("name"))

    @cached_property
    def ruled_out(self) -> list[Candidate]:
        gone = self._all.filter(erased_at=None, declined_at=None)
        return list(gone.exclude(ineligible_at=None).order_by("name"))

    @cached_property
    def unreached(self) -> set[int]:
        """Those to whom a mail could not be delivered."""
        dead = Message.objects.filter(edition=self.edition, occasion__startswith="candidate-")
        return {int(m.occasion.split(":")[1]) for m in dead.dead()}

    @property
    def _all(self) -> CandidateQuerySet:
        return Candidate.objects.filter(edition=self.edition)


def tally(edition: Edition) -> Tally:
    return Tally(edition, last_day(edition), edition_now(edition), needs_yes(edition))
