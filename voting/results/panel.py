"""What results show on the organisers' desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from award.desk.registry import Decision, DeskLink, Panel
from award.programme.domain.calendar import calendar
from award.programme.models import Edition
from voting.results.domain.failing import failure_of
from voting.results.domain.proposals import questions_told
from voting.results.models import Announcement, EditionResult, Motivation, Recount


class ResultPanel(Panel):
    kind = "result"

    def decisions(self, edition: Edition) -> Sequence[Decision]:
        """What holds the result up, what it leaves to people, and words that nobody has written."""
        result = EditionResult.objects.of(edition).first()
        return [
            *_trouble(edition, result),
            *(_questions(result) if result else ()),
            *(_wordless(result) if result else ()),
        ]

    def links(self, edition: Edition) -> Sequence[DeskLink]:
        place = [edition.award.slug, edition.year]
        laboratory = DeskLink(_("Laboratory"), reverse("desk_laboratory", args=place))
        return (DeskLink(_("Result"), _desk(edition)), laboratory)


def _trouble(edition: Edition, result: EditionResult | None) -> Iterator[Decision]:
    if failure_of(edition):
        text = _(
            "The count does not work: see what is wrong, and tell whoever looks after the server"
        )
        yield Decision(text, _desk(edition))
    if result and Recount.objects.filter(result=result, agrees=False).exists():
        text = _("The two counters do not agree: nothing is published until they do")
        yield Decision(text, _desk(edition))


def _questions(result: EditionResult) -> Iterator[Decision]:
    edition = result.edition
    for told in questions_told(result):
        text = _("%(category)s is not decided: %(why)s") % {
            "category": told.category.name,
            "why": " ".join(told.why),
        }
        place = [edition.award.slug, edition.year, told.question.slug]
        yield Decision(text, reverse("desk_result_decision", args=place))


def _wordless(result: EditionResult) -> Iterator[Decision]:
    """Until the announcement: afterwards the page says without them who has won."""
    edition = result.edition
    if calendar(edition).is_announced or Announcement.objects.filter(result=result).exists():
        return
    if Motivation.objects.written(edition).count() < edition.categories.count():
        text = _("Write the jury's motivation before the announcement")
        yield Decision(text, _desk(edition), edition.announce_at)


def _desk(edition: Edition) -> str:
    return reverse("desk_results", args=[edition.award.slug, edition.year])
