"""Who has been asked, and what they have answered: lists that hold every nominee once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import cached_property

from award.mail.models import Message
from award.programme.cleaning.ordering import words_in_order
from award.programme.domain.calendar import calendar
from award.programme.models import Edition
from award.rules.domain.books import rules_if_any
from nominations.domain.consenting import later_day
from nominations.models import Candidate


@dataclass(frozen=True)
class Tally:
    """Each list in the order in which an organiser works it off; `last_day` ends it."""

    edition: Edition
    last_day: datetime | None
    finalists_chosen: datetime | None
    now: datetime
    needs_yes: bool
    lists: dict[str, list[Any]]

    @property
    def days_left(self) -> int | None:
        """Whole days."""
        return (self.last_day - self.now).days if self.last_day else None

    @property
    def is_over(self) -> bool:
        return self.last_day is not None and self.last_day <= self.now

    def day_of(self, candidate: Candidate) -> datetime | None:
        """Her last day: everybody's, or a later one that she was given."""
        return later_day(self.last_day, candidate.answer_until, self.finalists_chosen)

    @property
    def silent_in_time(self) -> list[Any]:
        """Those of the silent whose last day is still to come."""
        return [c for c in self.silent if (self.day_of(c) or self.now) >= self.now]

    @property
    def with_more_time(self) -> list[tuple[Any, Any]]:
        """Those of them who were given a later day than everybody's, with it; the first to end first."""
        own = [(c, self.day_of(c)) for c in self.silent_in_time]
        return sorted((p for p in own if p[1] != self.last_day), key=lambda pair: pair[1])

    @property
    def not_asked(self) -> list[Any]:
        return self.lists["not_asked"]

    @property
    def silent(self) -> list[Any]:
        return self.lists["silent"]

    @property
    def no_address(self) -> list[Any]:
        return self.lists["no_address"]

    @property
    def yes(self) -> list[Any]:
        return self.lists["yes"]

    @property
    def no(self) -> list[Any]:
        return self.lists["no"]

    @property
    def ruled_out(self) -> list[Any]:
        return self.lists["ruled_out"]

    @property
    def not_told(self) -> list[Any]:
        """Those who have not heard of it, whom we have known longest first: `known_since`."""
        unanswered = [*self.not_asked, *self.silent, *self.no_address]
        return sorted(
            (c for c in unanswered if c.informed_at is None), key=lambda c: (c.known_since, c.pk)
        )

    @property
    def taking_part(self) -> list[Any]:
        return [*self.not_asked, *self.silent, *self.no_address, *self.yes]

    @cached_property
    def unreached(self) -> set[int]:
        """Those to whom a mail could not be delivered."""
        dead = Message.objects.filter(
            edition=self.edition, occasion__startswith="candidate-"
        ).dead()
        return {int(occasion.split(":")[1]) for occasion in dead.values_list("occasion", flat=True)}


def tally(edition: Edition) -> Tally:
    """Read at once, in three questions to the database."""
    now = calendar(edition).now
    lists: dict[str, list[Any]] = defaultdict(list)
    everybody = Candidate.objects.filter(edition=edition, erased_at=None).select_related("identity")
    for candidate in everybody.with_known_since().order_by(words_in_order("name"), "id"):
        lists[_list_of(candidate)].append(candidate)
    rules = rules_if_any(edition)
    if rules is None:
        return Tally(edition, None, None, now, True, lists)
    days = rules.answer_by, rules.finalists_chosen
    return Tally(edition, *days, now, rules.needs_consent, lists)


def _list_of(candidate: Candidate) -> str:
    if candidate.declined_at:
        return "no"
    if candidate.ineligible_at:
        return "ruled_out"
    if candidate.accepted_at:
        return "yes"
    if not candidate.address:
        return "no_address"
    return "silent" if candidate.asked_at else "not_asked"
