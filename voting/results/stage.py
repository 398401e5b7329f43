"""What results show on an edition's public pages."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from award.programme.domain.calendar import Calendar
from award.programme.models import Edition
from award.programme.stages import HERO, Action, Section, Stage
from voting.results.domain.announcing import public_result
from voting.results.domain.standings import CategoryResult, category_results

Year = tuple[Edition, list[CategoryResult]]


class ResultStage(Stage):
    def action(self, edition: Edition, calendar: Calendar) -> Action | None:
        if not calendar.is_announced:
            return None
        return Action(
            _("See the result"), reverse("result", args=[edition.award.slug, edition.year])
        )

    def sections(self, edition: Edition, calendar: Calendar) -> Sequence[Section]:
        earlier = _earlier_years(edition)
        if earlier and not calendar.has_opened("vote") and not calendar.is_announced:
            return (*_face(earlier[0]), *_earlier(earlier[1:]))
        return (*_winner(edition), *_earlier(earlier))


def _winner(edition: Edition) -> Sequence[Section]:
    result = public_result(edition)
    if result is None:
        return ()
    return (Section("results/_winner.html", {"categories": category_results(result)}, order=10),)


def _earlier_years(edition: Edition) -> list[Year]:
    """The award's earlier public years with their results, newest first; a real year names real ones."""
    before = Edition.objects.public().filter(award=edition.award, year__lt=edition.year)
    known = before if edition.is_made_up else before.real()
    return [
        (e, category_results(result))
        for e in known.with_calendar().newest_first()
        if (result := public_result(e))
    ]


def _face(year: Year) -> Sequence[Section]:
    """The last winner beside the award's name, before there are finalists to look at."""
    return (Section("results/_face.html", {"years": [year]}, order=HERO),)


def _earlier(years: Sequence[Year]) -> Sequence[Section]:
    return (Section("results/_earlier.html", {"years": years}, order=80),) if years else ()
