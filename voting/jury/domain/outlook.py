"""What will be missing when the jury's round closes, while something can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from award.programme.domain.calendar import Calendar
from award.programme.models import Edition, Round
from award.rules.domain.books import rules_in_force
from award.rules.domain.document import JuryRules
from nominations.domain.choice import ThinCategory, thin_categories
from nominations.models import Entry
from voting.jury.domain.progress import Progress, judged_now, progress
from voting.jury.models import Assignment, Juror, Recusal, ScoreSheet

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Short:
    """An entry with too few sheets: `done` count, and of the jury `able` may score it."""

    entry: Entry
    done: int
    able: int
    quorum: int

    @property
    def is_out_of_reach(self) -> bool:
        """Whether it stays below the quorum even when everybody who may has scored it."""
        return self.able < self.quorum


@dataclass(frozen=True)
class Outlook:
    """The jury's round as it would end now; `days` are the whole days that are left of it."""

    round: Round
    days: int
    is_over: bool
    quorum: int
    jurors: list[Progress]
    short: list[Short]
    thin: list[ThinCategory]

    @property
    def idle(self) -> list[Progress]:
        """Jurors who have something to score and have not begun."""
        return [p for p in self.jurors if p.assigned and not p.begun]

    @property
    def out_of_reach(self) -> list[Short]:
        return [s for s in self.short if s.is_out_of_reach]

    @property
    def in_reach(self) -> list[Short]:
        return [s for s in self.short if not s.is_out_of_reach]

    @property
    def is_clear(self) -> bool:
        """Whether nothing is missing."""
        return not (self.short or self.idle or self.thin)


def outlooks(edition: Edition, calendar: Calendar) -> list[Outlook]:
    """Of each round that is judged now, or was; none before the first has opened, and where there is no jury."""
    rules = rules_in_force(edition)
    opened = [r for r in judged_now(calendar) if r.opens_at <= calendar.now]
    found = ((r, rules.round(r.slug)) for r in opened)
    return [_outlook(r, each, calendar) for r, each in found if isinstance(each, JuryRules)]


def _outlook(round: Round, rules: JuryRules, calendar: Calendar) -> Outlook:
    edition = round.edition
    left = max(round.closes_at - calendar.now, timedelta())
    jurors, entries = progress(edition, [round]), entries_judged(round)
    return Outlook(
        round=round,
        days=left // DAY,
        is_over=round.closes_at <= calendar.now,
        quorum=rules.quorum,
        jurors=jurors,
        short=[
            Short(e, e.done, len(jurors) - e.recused - e.barred, rules.quorum)
            for e in entries
            if e.done < rules.quorum
        ],
        thin=thin_categories(filter(round.is_for, edition.categories.all()), entries),
    )


def entries_judged(round: Round) -> list[Any]:
    """The entries by category and name: `done` sheets count, `recused` sitting jurors stepped back, `barred`
    others are too close.
    """
    sitting = Juror.objects.filter(edition=round.edition_id).sitting()
    recused = Recusal.objects.standing().filter(entry=OuterRef("pk"), juror__in=sitting)
    counting = ScoreSheet.objects.counting().filter(entry=OuterRef("pk"))
    away = Recusal.objects.standing().filter(juror=OuterRef("juror"), entry=OuterRef("entry"))
    barred = Assignment.objects.barred().filter(~Exists(away), entry=OuterRef("pk"))
    return list(
        Entry.objects.on_shortlist(round).annotate(
            done=_number_of(counting), recused=_number_of(recused), barred=_number_of(barred)
        )
    )


def _number_of(rows: QuerySet[Any]) -> Coalesce:
    """How many rows the entry has."""
    counted = rows.order_by().values("entry").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)
