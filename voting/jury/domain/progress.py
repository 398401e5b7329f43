"""How far the jury has come, never what it thinks; and reminding those who are not done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from award.log.domain.recording import record
from award.mail.domain.messaging import queue_message
from award.people.models import Person
from award.programme.cleaning.ordering import words_in_order
from award.programme.domain.calendar import Calendar, calendar
from award.programme.domain.clock import edition_now
from award.programme.domain.links import page_address
from award.programme.models import Edition, Round
from voting.jury.models import Assignment, Juror, Recusal


@dataclass(frozen=True)
class Progress:
    """A juror's sheets: how many she has to do, has begun and completed, and steps back from."""

    juror: Juror
    assigned: int
    begun: int
    completed: int
    recused: int

    @property
    def is_done(self) -> bool:
        return self.completed >= self.assigned


def judged_now(calendar: Calendar) -> tuple[Round, ...]:
    """The jury's rounds that are open; else all that have been; before the first of them, that one."""
    held = calendar.of_kind(Round.Kind.JURY)
    open_now = tuple(r for r in held if r.contains(calendar.now))
    return open_now or tuple(r for r in held if r.opens_at <= calendar.now) or held[:1]


def open_juries(calendar: Calendar) -> tuple[Round, ...]:
    """The jury's rounds that are open, the one that closes next first."""
    held = (r for r in calendar.open_rounds if r.kind == Round.Kind.JURY)
    return tuple(sorted(held, key=lambda r: r.closes_at))


def progress(edition: Edition, rounds: Collection[Round] | None = None) -> list[Progress]:
    """Every sitting juror's progress, by name, in one statement for the whole jury; in those rounds, or the ones judged now."""
    if rounds is None:
        rounds = judged_now(calendar(edition))
    mine = Assignment.objects.to_score().filter(juror=OuterRef("pk"), entry__round__in=rounds)
    begun = mine.filter(entry__sheets__juror=OuterRef("pk"))
    done = mine.filter(
        entry__sheets__juror=OuterRef("pk"), entry__sheets__completed_at__isnull=False
    )
    recused = Recusal.objects.standing().filter(juror=OuterRef("pk"), entry__round__in=rounds)
    jurors = (
        Juror.objects.filter(edition=edition)
        .sitting()
        .select_related("person")
        .annotate(
            assigned=_number_of(mine),
            begun=_number_of(begun),
            completed=_number_of(done),
            recused=_number_of(recused),
        )
        .order_by(words_in_order("person__name"), "person_id")
    )
    return [_progress(juror) for juror in jurors]


def remind_unfinished(edition: Edition, *, by: Person | str) -> int:
    """Mail those who are not done, at most once a day each; returns how many are not done.

    `by` is the organiser who asked for it, or the name of a task. Of a round that is not open nothing
    can be done, so that nobody is reminded of it.
    """
    day = edition_now(edition).date()
    rounds = open_juries(calendar(edition))
    behind = {round: _behind(edition, round) for round in rounds}
    unfinished = [p for p in progress(edition, rounds) if not p.is_done]
    for each in unfinished:
        person = each.juror.person
        queue_message(
            "juror_reminder",
            occasion=f"juror-reminder:{each.juror.pk}:{day}",
            recipient=person.email,
            language=person.language,
            edition=edition,
            context={
                "edition": edition,
                "progress": each,
                "left": each.assigned - each.completed,
                "round": next((r for r in rounds if each.juror.pk in behind[r]), rounds[0]),
                "link": page_address(
                    "jury_edition",
                    language=person.language,
                    award=edition.award.slug,
                    year=edition.year,
                ),
            },
        )
    record("jury.reminded", actor=by, object=edition, edition=edition, after=len(unfinished))
    return len(unfinished)


def _behind(edition: Edition, round: Round) -> set[int]:
    """The jurors who are not done in that round."""
    return {p.juror.pk for p in progress(edition, [round]) if not p.is_done}


def _number_of(rows: QuerySet[Any]) -> Coalesce:
    """How many rows the juror has, counted where they lie."""
    counted = rows.order_by().values("juror").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _progress(juror: Any) -> Progress:
    return Progress(juror, juror.assigned, juror.begun, juror.completed, juror.recused)
