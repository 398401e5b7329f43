"""What results show on the organisers' desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.desk.registry import Decision, DeskLink, Figure, Panel
from award.programme.domain.calendar import calendar
from award.programme.models import Edition, Round
from voting.results.domain.failing import failure_of
from voting.results.domain.proposals import questions_told
from voting.results.domain.shortlist import finalists_sealed
from voting.results.models import Announcement, EditionResult, Motivation, Recount


class ResultPanel(Panel):
    kind = "result"

    def decisions(self, edition: Edition) -> Sequence[Decision]:
        """What holds the result up, what it leaves to people, and words that nobody has written."""
        result = EditionResult.objects.of(edition).first()
        return [
            *_shortlist(edition),
            *_trouble(edition, result),
            *(_questions(result) if result else ()),
            *(_wordless(result) if result else ()),
        ]

    def figures_of(self, round: Round) -> Sequence[Figure]:
        """How many the jury lets go on, as soon as its round is sealed."""
        edition = round.edition
        is_over = round.kind == Round.Kind.JURY and round.closes_at <= calendar(edition).now
        count = finalists_sealed(edition) if is_over else 0
        return (Figure(_("Finalists"), str(count), _shortlist_page(edition)),) if count else ()

    def links(self, edition: Edition) -> Sequence[DeskLink]:
        place = [edition.award.slug, edition.year]
        laboratory = DeskLink(_("Laboratory"), reverse("desk_laboratory", args=place))
        return (DeskLink(_("Result"), _desk(edition)), laboratory)


def _shortlist(edition: Edition) -> Iterator[Decision]:
    """Who goes on, between the jury's seal and the vote: what can still be mended is mended now."""
    found = calendar(edition)
    vote, jury = found.round("vote"), found.round("jury")
    if vote is None or jury is None or not jury.closes_at <= found.now < vote.opens_at:
        return
    count = finalists_sealed(edition)
    if count:
        text = ngettext(
            "%d finalist is chosen: look at the shortlist before the vote opens",
            "%d finalists are chosen: look at the shortlist before the vote opens",
            count,
        )
        yield Decision(text % count, _shortlist_page(edition), vote.opens_at)


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


def _shortlist_page(edition: Edition) -> str:
    return reverse("desk_shortlist", args=[edition.award.slug, edition.year])
