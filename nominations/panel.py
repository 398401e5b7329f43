"""What nominations show on the organisers' desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.desk.registry import Decision, DeskLink, Figure, Panel
from award.programme.domain.calendar import calendar
from award.programme.models import Edition
from nominations.models import Candidate, Nomination
from nominations.models.candidate import AT_LATEST, INFORM_WITHIN


class NominationPanel(Panel):
    kind = "nomination"

    def figures(self, edition: Edition) -> Sequence[Figure]:
        every = Nomination.objects.filter(round__edition=edition)
        candidates = Candidate.objects.filter(edition=edition).taking_part()
        to_nominations, to_candidates = _url(edition, "nominations"), _url(edition, "candidates")
        return (
            Figure(_("Nominations"), str(every.count()), to_nominations),
            Figure(_("Confirmed"), str(every.confirmed().count()), to_nominations),
            Figure(_("Undecided"), str(every.undecided().count()), to_nominations),
            Figure(_("Candidates"), str(candidates.count()), to_candidates),
        )

    def decisions(self, edition: Edition) -> Sequence[Decision]:
        return (*_undecided(edition), *_not_told(edition))

    def links(self, edition: Edition) -> Sequence[DeskLink]:
        return (
            DeskLink(_("Nominations"), _url(edition, "nominations")),
            DeskLink(_("Candidates"), _url(edition, "candidates")),
        )


def _undecided(edition: Edition) -> Sequence[Decision]:
    """The month runs from the day the nomination came, also while nobody has decided."""
    waiting = Nomination.objects.filter(round__edition=edition).undecided()
    oldest = waiting.order_by("created_at").first()
    if oldest is None:
        return ()
    count = waiting.count()
    text = ngettext("%d nomination to decide on", "%d nominations to decide on", count)
    due = oldest.created_at + INFORM_WITHIN
    return (Decision(text % count, _url(edition, "nominations"), due),)


def _not_told(edition: Edition) -> Sequence[Decision]:
    waiting: list[Any] = list(Candidate.objects.filter(edition=edition).not_told())
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
            text % count + _lateness(edition, oldest.known_since),
            _url(edition, "candidates"),
            oldest.known_since + INFORM_WITHIN,
        ),
    )


def _lateness(edition: Edition, known_since: datetime) -> str:
    """What the law says, once our own goal has been missed."""
    days = (calendar(edition).now - known_since).days
    if days >= AT_LATEST.days:
        return (
            _(
                " – later than the law allows (day %d of 30), and hidden from the jury: tell them "
                "today"
            )
            % days
        )
    if days >= INFORM_WITHIN.days:
        return _(" – day %d of the 30 that the law allows, and hidden from the jury") % days
    return ""


def _url(edition: Edition, page: str) -> str:
    return reverse(f"desk_{page}", args=[edition.award.slug, edition.year])
