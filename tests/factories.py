"""Building the world a test needs, around the database's own now."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from award.people.models import Person, Role
from award.programme.models import Award, Category, Edition, Organisation, Round
from award.rules.domain.books import adopt, locked
from award.rules.domain.document import Window
from award.rules.domain.drafting import draft_rules
from nominations.models import Candidate, Entry
from tests.time_travel import rewrite_calendar

DAY = timedelta(days=1)
KINDS = ("nomination", "jury", "vote")
PHASES = ("before", "nomination", "jury", "vote", "counting", "announced")
_numbers = itertools.count(1)


def make_windows(phase: str, now: datetime) -> tuple[dict[str, Window], datetime]:
    """Rounds of ten days with a day between, such that `now` is in the middle of the phase."""
    middle = {
        "before": -5,
        "nomination": 5,
        "jury": 16,
        "vote": 27,
        "counting": 33,
        "announced": 40,
    }
    start = now - middle[phase] * DAY
    windows = {
        kind: Window(start + 11 * i * DAY, start + (11 * i + 10) * DAY)
        for i, kind in enumerate(KINDS)
    }
    return windows, start + 35 * DAY


def make_edition(
    phase: str = "nomination",
    *,
    kinds: tuple[str, ...] = KINDS,
    categories: int = 1,
    method: str = "single",
    rules: dict[str, Any] | None = None,
    organisation: Organisation | None = None,
    **fields: Any,
) -> Edition:
    """A public edition standing in the phase by its own clock, its rule book adopted before the first round opened.

    `method` counts the public vote; `rules` are changes by name to the drafted rules (see `award.rules.domain.document.Rules`).
    """
    number = next(_numbers)
    now = timezone.now() + fields.get("clock_shift", timedelta(0))
    windows, announce_at = make_windows(phase, now)
    award = Award.objects.create(
        organisation=organisation or make_organisation(),
        slug=f"pris-{number}",
        name_sv=f"Årets pris {number}",
        name_en=f"Prize of the year {number}",
        purpose_sv="Fler ska se att it är till för alla.",
        purpose_en="More people should see that IT is for everybody.",
    )
    edition = Edition.objects.create(
        **{"award": award, "year": 2026, "announce_at": announce_at, "is_public": True} | fields
    )
    for i in range(categories):
        Category.objects.create(
            edition=edition,
            slug=f"kategori-{i + 1}",
            name_sv=f"Kategori {i + 1}",
            name_en=f"Category {i + 1}",
            position=i,
        )
    held = {k: w for k, w in windows.items() if k in kinds}
    adopt_rules(edition, held, method=method, **rules or {})
    return edition


def adopt_rules(
    edition: Edition, windows: dict[str, Window], *, method: str = "single", **changes: Any
) -> None:
    """Adopt the edition's first rule book; the rounds follow from it."""
    drafted = draft_rules(edition, windows)
    if drafted.vote:
        changes = {"vote": replace(drafted.vote, method=method)} | changes
    with transaction.atomic():
        adopt(locked(edition), drafted.having(**changes), by=None, actor="system")
    edition.refresh_from_db()


def make_organisation(**fields: Any) -> Organisation:
    number = next(_numbers)
    return Organisation.objects.create(
        **{
            "slug": f"forening-{number}",
            "name": f"Föreningen {number}",
            "email": f"forening{number}@example.org",
        }
        | fields
    )


def make_person(**fields: Any) -> Person:
    """A person whose address is verified, as those are who were invited."""
    number = next(_numbers)
    person = Person.objects.create_user(
        **{"email": f"person{number}@example.org", "name": f"Person {number}"} | fields
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def make_role(
    edition: Edition, kind: str, *, person: Person | None = None, **fields: Any
) -> Person:
    """A person with the role for thirty days now; owners hold it for the whole organisation."""
    person = person or make_person()
    fields = {"created_at": timezone.now() - 30 * DAY} | fields
    Role.objects.create(
        person=person,
        organisation=edition.award.organisation,
        edition=None if kind == "owner" else edition,
        kind=kind,
        **fields,
    )
    return person


def make_organiser(edition: Edition, **fields: Any) -> Person:
    return make_role(edition, "organiser", **fields)


def make_candidate(edition: Edition, name: str = "", **fields: Any) -> Candidate:
    """Somebody who was told long ago and said yes at once, where the fields say nothing else."""
    long_ago = timezone.now() - 60 * DAY
    said = {"informed_at": long_ago, "accepted_at": None if "declined_at" in fields else long_ago}
    return make_nominee(edition, name, **said | fields)


def make_nominee(edition: Edition, name: str = "", **fields: Any) -> Candidate:
    """Somebody who has heard nothing of it, where the fields say nothing else."""
    number = next(_numbers)
    return Candidate.objects.create(
        **{
            "edition": edition,
            "slug": f"kandidat-{number}",
            "name": name or f"Kandidat {number}",
            "workplace": "Verket i Växjö",
            "motivation_sv": "Visar vägen för andra.",
            "motivation_en": "Shows others the way.",
        }
        | fields
    )


def make_entry(
    edition: Edition, kind: str = "jury", *, candidate: Candidate | None = None, **fields: Any
) -> Entry:
    """An entry of the edition's round of that kind, in its first category."""
    return Entry.objects.create(
        **{
            "round": get_round(edition, kind),
            "category": edition.categories.first(),
            "candidate": candidate or make_candidate(edition),
        }
        | fields
    )


def get_round(edition: Edition, kind: str) -> Round:
    return Round.objects.get(edition=edition, kind=kind)


def move_round(round: Round, *, closes_in: timedelta) -> Round:
    """Let time pass for one round: it closes so long from now (negative: it has closed).

    The rounds and the announcement keep their order by moving together.
    """
    shift = timezone.now() + closes_in - round.closes_at
    shift_edition(round.edition, by=shift)
    round.refresh_from_db()
    return round


def shift_edition(edition: Edition, *, by: timedelta) -> None:
    """Let time pass for the whole edition: negative moves it all into the past."""
    rewrite_calendar(edition, by=by)
