"""What nominations show on the organisers' desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.desk.registry import Decision, DeskLink, Figure, Panel
from award.programme.domain.calendar import calendar
from award.programme.models import Edition
from nominations.domain.alike import alike_in
from nominations.domain.consenting import her_last_day
from nominations.domain.going_public import incomplete
from nominations.domain.tally import Tally, tally
from nominations.models import Nomination, Wish
from nominations.models.candidate import AT_LATEST, ERASE_AFTER, INFORM_WITHIN


class NominationPanel(Panel):
    kind = "nomination"

    def figures(self, edition: Edition) -> Sequence[Figure]:
        found, nominations = tally(edition), _url(edition, "nominations")
        counts = Nomination.objects.filter(round__edition=edition).counted()
        return (
            Figure(_("Nominations"), str(counts["all"]), nominations),
            Figure(_("Confirmed"), str(counts["confirmed"]), nominations),
            Figure(_("Undecided"), str(counts["undecided"]), nominations),
            Figure(_("Candidates"), str(len(found.taking_part)), _url(edition, "candidates")),
            _answer(edition, _("Not asked"), found.not_asked, "not-asked"),
            _answer(edition, _("Asked, no answer"), found.silent, "silent"),
            _answer(edition, _("No address"), found.no_address, "no-address"),
            _answer(edition, _("Yes"), found.yes, "yes"),
            _answer(edition, _("No"), found.no, "no"),
        )

    def decisions(self, edition: Edition) -> Sequence[Decision]:
        found = tally(edition)
        return (
            *_undecided(edition),
            *_not_told(edition, found),
            *_to_ask(edition, found),
            *_wishes(edition),
            *_alike(edition, found),
            *_incomplete(edition),
        )

    def links(self, edition: Edition) -> Sequence[DeskLink]:
        return (
            DeskLink(_("Nominations"), _url(edition, "nominations")),
            DeskLink(_("Candidates"), _url(edition, "candidates")),
            DeskLink(_("Answers"), _url(edition, "answers")),
        )


def _answer(edition: Edition, label: str, found: list[Any], part: str) -> Figure:
    return Figure(label, str(len(found)), f"{_url(edition, 'answers')}#{part}")


def _undecided(edition: Edition) -> Sequence[Decision]:
    """The month runs from the day the nomination came, also while nobody has decided."""
    counts = Nomination.objects.filter(round__edition=edition).counted()
    count, oldest = counts["undecided"], counts["oldest_undecided"]
    if not count:
        return ()
    text = ngettext("%d nomination to decide on", "%d nominations to decide on", count)
    return (Decision(text % count, _url(edition, "nominations"), oldest + INFORM_WITHIN),)


def _not_told(edition: Edition, found: Tally) -> Sequence[Decision]:
    waiting = found.not_told
    if not waiting:
        return ()
    count, oldest = len(waiting), waiting[0]
    text = ngettext(
        "%d candidate has not been told of the nomination",
        "%d candidates have not been told of their nominations",
        count,
    )
    return (
        Decision(
            text % count + _lateness(found.now, oldest.known_since),
            _url(edition, "answers"),
            oldest.known_since + INFORM_WITHIN,
        ),
    )


def _to_ask(edition: Edition, found: Tally) -> Iterator[Decision]:
    """Whoever has not said yes by the last day does not take part: what can still be done."""
    if not found.needs_yes:
        return
    if not found.is_over:
        yield from _unreachable(edition, found)
    silent = found.silent_in_time
    if silent:
        text = ngettext(
            "%d nominee has been asked and has not answered",
            "%d nominees have been asked and have not answered",
            len(silent),
        )
        days = [day for candidate in silent if (day := found.day_of(candidate))]
        due = min(days, default=None)
        yield Decision(text % len(silent), f"{_url(edition, 'answers')}#silent", due)


def _unreachable(edition: Edition, found: Tally) -> Iterator[Decision]:
    missing = sum(1 for candidate in found.no_address if candidate.informed_at)
    if missing:
        text = ngettext(
            "%d nominee cannot be asked: no address",
            "%d nominees cannot be asked: no address",
            missing,
        )
        yield Decision(text % missing, f"{_url(edition, 'answers')}#no-address", found.last_day)


def _wishes(edition: Edition) -> Iterator[Decision]:
    for wish in Wish.objects.of(edition).waiting():
        text = _("%(name)s %(wish)s") % {"name": wish.candidate, "wish": wish.get_kind_display()}
        url = reverse("desk_candidate", args=[edition.award.slug, edition.year, wish.candidate_id])
        due = her_last_day(wish.candidate) if wish.kind == Wish.Kind.TIME else None
        yield Decision(text, f"{url}#wishes", due)


def _alike(edition: Edition, found: Tally) -> Iterator[Decision]:
    for one, other in alike_in(found.taking_part):
        text = _("Two candidates of one category are called %s: tell them apart") % one.name
        url = reverse("desk_candidate", args=[edition.award.slug, edition.year, other.pk])
        yield Decision(text, url)


def _incomplete(edition: Edition) -> Iterator[Decision]:
    """Until each finalist has a picture and a text, or somebody has said that she goes public without."""
    waiting = incomplete(edition)
    vote = calendar(edition).round("vote")
    if waiting and vote:
        text = ngettext(
            "%d finalist would go public without a picture or a text",
            "%d finalists would go public without a picture or a text",
            len(waiting),
        )
        page = f"{_url(edition, 'candidates')}?finalister=1&ordning=lacks"
        yield Decision(text % len(waiting), page, vote.opens_at)


def _lateness(now: datetime, known_since: datetime) -> str:
    """What the law says, once our own goal has been missed."""
    days = (now - known_since).days
    told = {"day": days, "limit": AT_LATEST.days, "last": ERASE_AFTER.days}
    if days >= AT_LATEST.days:
        return _(" – later than the law allows (day %(day)d of %(limit)d): tell them today") % told
    if days >= INFORM_WITHIN.days:
        return (
            _(
                " – day %(day)d of the %(limit)d that the law allows; on day %(last)d what we have of "
                "them is erased"
            )
            % told
        )
    return ""


def _url(edition: Edition, page: str) -> str:
    return reverse(f"desk_{page}", args=[edition.award.slug, edition.year])
