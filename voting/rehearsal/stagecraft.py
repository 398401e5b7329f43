"""Setting the scene: an organisation, an award, a made-up edition; and letting its time pass."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from award.desk.domain.clock_moving import move_clock
from award.people.models import Person
from award.programme.domain.clock import database_now
from award.programme.models import Award, Category, Edition, Organisation, Round
from award.programme.models.round import KINDS
from award.rules.domain.books import write_rules
from award.rules.domain.document import Rules, Window
from award.rules.domain.drafting import draft_rules

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
QUORUM = 3
GRACE = DAY + 2 * MINUTE  # after it a round of the jury is sealed
NAMES = {"nomination": "nomineringen", "jury": "juryns omgång", "vote": "röstningen"}


@dataclass(frozen=True)
class Script:
    """When the rounds of an edition are, in whole days from its first opening."""

    opens: datetime
    nomination: int = 21
    jury: int = 14
    vote: int = 14
    pause: int = 2  # the jury's grace is over before the vote opens

    def windows(self) -> dict[str, Window]:
        start, found = self.opens, {}
        for kind in KINDS:
            end = start + getattr(self, kind) * DAY
            found[kind] = Window(start, end)
            start = end + self.pause * DAY
        return found

    @property
    def announce_at(self) -> datetime:
        return self.windows()["vote"].closes_at + 2 * DAY


def at_noon(moment: datetime) -> datetime:
    """Noon of the same day: rounds open and close at an hour that people would choose.

    Whole days from it are noon too, in summer and winter.
    """
    return timezone.localtime(moment).replace(hour=12, minute=0, second=0, microsecond=0)


@transaction.atomic
def set_scene(
    award: Award, *, year: int, script: Script, by: Person | None = None, **fields: object
) -> Edition:
    """A made-up edition with one category and its rule book, a week before its first round."""
    edition = Edition.objects.create(
        award=award,
        year=year,
        announce_at=script.announce_at,
        is_public=True,
        is_made_up=True,
        clock_shift=script.opens - 7 * DAY - database_now(),
        **fields,
    )
    Category.objects.create(
        edition=edition, slug=award.slug[:50], name_sv=award.name_sv, name_en=award.name_en
    )
    write_rules(edition, _rules(edition, script), by=by)
    edition.refresh_from_db()
    return edition


def _rules(edition: Edition, script: Script) -> Rules:
    """As they are drafted for any edition, and a jury of two is none."""
    drafted = draft_rules(edition, script.windows())
    if drafted.jury is None:
        return drafted
    return drafted.having(jury=replace(drafted.jury, quorum=QUORUM))


def to_the_middle_of(edition: Edition, kind: str) -> Round:
    """Time passes until the round of that kind is in its middle; the round, open."""
    round = edition.rounds.get(kind=kind)
    middle = round.opens_at + (round.closes_at - round.opens_at) / 2
    play_until(edition, middle, why=f"Övning: {NAMES[kind]} pågår.")
    return round


def to_the_end_of(edition: Edition, kind: str, *, later: timedelta = MINUTE) -> None:
    """Time passes until the round of that kind closed a minute ago, or so much earlier."""
    closed = edition.rounds.get(kind=kind).closes_at
    play_until(edition, closed + later, why=f"Övning: {NAMES[kind]} är över.")


def play_until(edition: Edition, moment: datetime, *, why: str) -> None:
    """The edition's clock goes forward, in the log; no window is touched."""
    move_clock(edition, to=moment, by="rehearsal", reason=why)


def make_organisation(slug: str, name: str, email: str) -> Organisation:
    return Organisation.objects.get_or_create(slug=slug, defaults={"name": name, "email": email})[0]
