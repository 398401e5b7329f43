"""What the jury shows on the organisers' desk."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.desk.registry import Decision, DeskLink, Figure, Panel
from award.programme.domain.calendar import Calendar, calendar
from award.programme.models import Edition, Round, Seal
from award.rules.domain.books import rules_in_force
from award.rules.domain.document import JuryRules
from award.rules.domain.round_states import seal_due_at
from nominations.domain.choice import thin_in_words
from voting.jury.domain.outlook import Outlook, outlooks
from voting.jury.domain.progress import judged_now, progress
from voting.jury.models import Juror

LAST_DAYS = 7


class JuryPanel(Panel):
    kind = "jury"

    def figures(self, edition: Edition) -> Sequence[Figure]:
        return _figures(edition, judged_now(calendar(edition)))

    def figures_of(self, round: Round) -> Sequence[Figure]:
        return _figures(round.edition, [round]) if round.kind == self.kind else ()

    def decisions(self, edition: Edition) -> Sequence[Decision]:
        """Too few jurors before a round, and whatever would be missing as one closes."""
        found = calendar(edition)
        if not found.of_kind(self.kind):
            return ()
        ahead = (each for outlook in outlooks(edition, found) for each in _of_round(outlook))
        return [*_unmanned(edition, found), *ahead]

    def links(self, edition: Edition) -> Sequence[DeskLink]:
        return (DeskLink(_("Jury"), _url(edition)),)


def _figures(edition: Edition, rounds: Collection[Round]) -> Sequence[Figure]:
    done = progress(edition, rounds) if rounds else []
    if not done:
        return ()
    sheets = f"{sum(p.completed for p in done)} / {sum(p.assigned for p in done)}"
    return (
        Figure(_("Jurors"), str(len(done)), _url(edition)),
        Figure(_("Score sheets"), sheets, _url(edition)),
    )


def _of_round(ahead: Outlook) -> Iterator[Decision]:
    edition, round = ahead.round.edition, ahead.round
    texts = _unplaced(ahead) if ahead.is_over else _missing(ahead)
    due = seal_due_at(round, rules_in_force(edition)) if ahead.is_over else round.closes_at
    for text in texts:
        yield Decision(text, f"{_url(edition)}#before", due)


def _unmanned(edition: Edition, found: Calendar) -> Sequence[Decision]:
    """For the round that is open, or comes next."""
    round = found.round(Round.Kind.JURY)
    if round is None or round.closes_at <= found.now:
        return ()
    rules = rules_in_force(edition).round(round.slug)
    sitting = Juror.objects.filter(edition=edition).sitting().count()
    if not isinstance(rules, JuryRules) or sitting >= rules.quorum:
        return ()
    text = ngettext(
        "The jury has %(has)d juror and needs at least %(needs)d",
        "The jury has %(has)d jurors and needs at least %(needs)d",
        sitting,
    )
    return (Decision(text % {"has": sitting, "needs": rules.quorum}, _url(edition)),)


def _missing(ahead: Outlook) -> Iterator[str]:
    """Early in the round every candidate lacks sheets, so that is said in its last days only."""
    waiting = [p for p in ahead.jurors if not p.is_done]
    if waiting:
        yield _lagging(len(waiting), len(ahead.idle))
    lost, late = len(ahead.out_of_reach), len(ahead.short) - len(ahead.out_of_reach)
    if lost:
        text = ngettext(
            "%d candidate cannot get enough score sheets: invite another juror",
            "%d candidates cannot get enough score sheets: invite another juror",
            lost,
        )
        yield text % lost
    if late and ahead.days <= LAST_DAYS:
        text = ngettext(
            "%d candidate has too few score sheets so far",
            "%d candidates have too few score sheets so far",
            late,
        )
        yield text % late
    yield from thin_in_words(ahead.thin)


def _unplaced(ahead: Outlook) -> Iterator[str]:
    """Closed and not sealed: the last moment at which two people can give the jury more time."""
    count = len(ahead.short)
    if count and not Seal.objects.filter(round=ahead.round).exists():
        text = ngettext(
            "%d candidate ended below the quorum: give the jury more time, or let it be",
            "%d candidates ended below the quorum: give the jury more time, or let it be",
            count,
        )
        yield text % count


def _lagging(waiting: int, idle: int) -> str:
    if not idle:
        return ngettext("%d juror is not done", "%d jurors are not done", waiting) % waiting
    text = ngettext(
        "%(waiting)d juror is not done, and has not begun",
        "%(waiting)d jurors are not done, and %(idle)d of them have not begun",
        waiting,
    )
    return text % {"waiting": waiting, "idle": idle}


def _url(edition: Edition) -> str:
    return reverse("desk_jury", args=[edition.award.slug, edition.year])
