"""What results show on the organisers' desk."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from award.desk.registry import Decision, DeskLink, Panel
from award.programme.domain.calendar import calendar
from award.programme.models import Edition
from voting.results.domain.standings import CategoryResult, category_results
from voting.results.models import EditionResult, Motivation, Recount

Year = tuple[Edition, list[CategoryResult]]


class ResultPanel(Panel):
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

    def links(self, edition: Edition) -> Sequence[DeskLink]:
        place = [edition.award.slug, edition.year]
        laboratory = DeskLink(_("Laboratory"), reverse("desk_laboratory", args=place))
        return (DeskLink(_("Result"), _desk(edition)), laboratory)


def _desk(edition: Edition) -> str:
    return reverse("desk_results", args=[edition.award.slug, edition.year])
