"""What results show on an edition's public pages."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from award.programme.domain.calendar import Calendar
from award.programme.models import Edition
from award.programme.stages import HERO, Action, Section, Stage
from voting.results.domain.announcing import public_result
from voting.results.domain.showing import Face, showing
from voting.results.domain.standings import CategoryResult, category_results

Year = tuple[Edition, list[CategoryResult]]


class ResultStage(Stage):
    def action(self, edition: Edition, calendar: Calendar) -> Action | None:
        if not calendar.is_announced or showing(edition, calendar).face != Face.ANNOUNCED:
            return None
        return Action(
            _("See the result"), reverse("result", args=[edition.award.slug, edition.year])
        )

    def sections(self, edition: Edition, calendar: Calendar) -> Sequence[Section]:
        earlier = _earlier_years(edition)
        if earlier and not calendar.has_opened("vote") and not calendar.is_announced:
            return (*_face(earlier[0]), *_earlier(earlier[1:]))
        return (*_now(edition, calendar), *_earlier(earlier))


def _now(edition: Edition, calendar: Calendar) -> Sequence[Section]:
    """Once the moment has come: who has won, that nothing is decided, or that it is delayed."""
    found = showing(edition, calendar)
    if found.face == Face.WAITING:
        return ()
    if found.result is None:
        return (Section("results/_delayed.html", order=10),)
    return (
        Section("results/_winner.html", {"categories": category_results(found.result)}, order=10),
    )


def _earlier_years(edition: Edition) -> list[Year]:
    """The award's earlier public years with their results, newest first."""
    before = Edition.objects.public().filter(award=edition.award, year__lt=edition.year)
    return [
        (e, category_results(result))
        for e in before.select_related("award").newest_first()
        if (result := public_result(e))
    ]


def _face(year: Year) -> Sequence[Section]:
    """The last winner beside the award's name, before there are finalists to look at."""
    return (Section("results/_face.html", {"years": [year]}, order=HERO),)


def _earlier(years: Sequence[Year]) -> Sequence[Section]:
    return (Section("results/_earlier.html", {"years": years}, order=80),) if years else ()
