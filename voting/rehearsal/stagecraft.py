"""Setting the scene: an organisation, an award, an edition; and moving its time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from award.log.domain.recording import record
from award.people.models import Person
from award.programme.domain.clock import database_now
from award.programme.models import Award, Category, Edition, Organisation, Round
from award.rules.domain.books import write_rules
from award.rules.domain.document import Window
from award.rules.domain.drafting import draft_rules

DAY = timedelta(days=1)
KINDS = ("nomination", "jury", "vote")
NAMES = {"nomination": "nomineringen", "jury": "juryns omgång", "vote": "röstningen"}
BACK = "Övning: tillbaka till reglernas egna tider."


@dataclass(frozen=True)
class Script:
    """When the rounds of an edition are, in whole days from its first opening."""

    opens: datetime
    nomination: int = 21
    jury: int = 14
    vote: int = 14
    pause: int = 1

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
    """An edition with one category and its rule book, its rounds where the script has them."""
    edition = Edition.objects.create(
        award=award, year=year, announce_at=script.announce_at, is_public=True, **fields
    )
    Category.objects.create(
        edition=edition, slug=award.slug[:50], name_sv=award.name_sv, name_en=award.name_en
    )
    write_rules(edition, draft_rules(edition, script.windows()), by=by)
    edition.refresh_from_db()
    return edition


@contextmanager
def during(edition: Edition, kind: str) -> Iterator[Round]:
    """The year moved so that the round of that kind is in its middle; afterwards it is moved back.

    Only windows move: the clock is the database's own, and nothing else is touched.
    """
    round = edition.rounds.get(kind=kind)
    shift = database_now() - (round.opens_at + (round.closes_at - round.opens_at) / 2)
    move(edition, by=shift, why=f"Övning: {NAMES[kind]} pågår.")
    try:
        yield edition.rounds.get(kind=kind)
    finally:
        move(edition, by=-shift, why=BACK)


@contextmanager
def after(edition: Edition, kind: str) -> Iterator[None]:
    """The year moved so that the round of that kind closed a minute ago."""
    round = edition.rounds.get(kind=kind)
    shift = database_now() - timedelta(minutes=1) - round.closes_at
    move(edition, by=shift, why=f"Övning: {NAMES[kind]} är över.")
    try:
        yield
    finally:
        move(edition, by=-shift, why=BACK)


@transaction.atomic
def move(edition: Edition, *, by: timedelta, why: str) -> None:
    """Move every window and the announcement; it stands in the log."""
    Round.objects.filter(edition=edition).update(
        opens_at=F("opens_at") + by, closes_at=F("closes_at") + by
    )
    Edition.objects.filter(pk=edition.pk).update(announce_at=F("announce_at") + by)
    edition.refresh_from_db()
    record("edition.time_moved", actor="rehearsal", object=edition, edition=edition, reason=why)


def make_organisation(slug: str, name: str, email: str) -> Organisation:
    return Organisation.objects.get_or_create(slug=slug, defaults={"name": name, "email": email})[0]
