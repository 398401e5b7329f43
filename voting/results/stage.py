"""What results show on the programme's pages."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from award.domain.calendar import Calendar, calendar
from award.models import Edition
from award.stages import HERO, Action, Decision, DeskLink, Section, Stage
from voting.results.domain.announcing import public_result
from voting.results.domain.telling import CategoryResult, category_results
from voting.results.models import EditionResult, Motivation, Recount

Year = tuple[Edition, list[CategoryResult]]


class ResultStage(Stage):
    kind = "result"

    def decisions(self, edition: Edition) -> Sequence[Decision]:
        """Before the announcement: a winner who has left, or whom nobody has written about."""
        result = EditionResult.objects.filter(edition=edition).first()
        if result is None or calendar(edition).is_announced:
            return ()
        found = []
        if Recount.objects.filter(result=result, agrees=False).exists():
            found.append(_("The two counters do not agree: nothing is published until they do"))
        if not all(each.winners for each in category_results(result)):
            found.append(_("The winner has declined: settle with her and the jury what to say"))
        if Motivation.objects.written(edition).count() < edition.categories.count():
            found.append(_("Write the jury's motivation before the announcement"))
        return [Decision(text, _desk(edition), edition.announce_at) for text in found]

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

    def desk_links(self, edition: Edition) -> Sequence[DeskLink]:
        place = [edition.award.slug, edition.year]
        laboratory = DeskLink(_("Laboratory"), reverse("desk_laboratory", args=place))
        return (DeskLink(_("Result"), _desk(edition)), laboratory)


def _winner(edition: Edition) -> Sequence[Section]:
    result = public_result(edition)
    if result is None:
        return ()
    return (Section("results/_winner.html", {"categories": category_results(result)}, order=10),)


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


def _desk(edition: Edition) -> str:
    return reverse("desk_results", args=[edition.award.slug, edition.year])
