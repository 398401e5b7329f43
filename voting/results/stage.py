"""What results show on an edition's public pages."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from award.programme.domain.calendar import Calendar
from award.programme.models import Edition
from award.programme.stages import Action, Link, Place, Section, Stage
from voting.results.domain.announcing import public_result
from voting.results.domain.public_face import Face, showing
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
        one_face = bool(earlier) and len(earlier[0][1]) == len(_with_faces(earlier[0][1])) == 1
        rest = earlier[1:] if one_face else earlier
        return (*_now(edition, calendar), *_faces(earlier[:1]), *_earlier(rest))

    def links(self, edition: Edition, calendar: Calendar) -> Sequence[Link]:
        """A rehearsal, which only its address leads to, is no year of the award."""
        years = Link(_("All years"), reverse("years", args=[edition.award.slug]), quiet=True)
        result = Link(_("The result"), reverse("result", args=[edition.award.slug, edition.year]))
        return (
            *((result,) if calendar.is_announced else ()),
            *((years,) if edition.is_public else ()),
        )


def _now(edition: Edition, calendar: Calendar) -> Sequence[Section]:
    """Once the moment has come: who has won, that nothing is decided, or that it is delayed."""
    found = showing(edition, calendar)
    if found.face == Face.WAITING:
        return ()
    if found.result is None:
        return (Section("results/_delayed.html", place=Place.OUTCOME),)
    return (
        Section(
            "results/_winner.html",
            {"categories": category_results(found.result)},
            place=Place.OUTCOME,
        ),
    )


def _earlier_years(edition: Edition) -> list[Year]:
    """The award's earlier public years with their results, newest first."""
    before = Edition.objects.public().filter(award=edition.award, year__lt=edition.year)
    return [
        (e, category_results(result))
        for e in before.select_related("award").newest_first()
        if (result := public_result(e))
    ]


def _faces(years: Sequence[Year]) -> Sequence[Section]:
    """The last winner before this year's, beside what the award is for."""
    shown = [(edition, faces) for edition, found in years if (faces := _with_faces(found))]
    return (Section("results/_face.html", {"years": shown}, place=Place.HERO),) if shown else ()


def _with_faces(found: Sequence[CategoryResult]) -> list[CategoryResult]:
    """Those with a winner who is still named, be it that another category gave nobody the prize."""
    return [each for each in found if each.named_winner]


def _earlier(years: Sequence[Year]) -> Sequence[Section]:
    return (
        (Section("results/_earlier.html", {"years": years}, place=Place.EARLIER_YEARS),)
        if years
        else ()
    )
