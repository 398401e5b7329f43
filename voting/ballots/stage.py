"""What the vote shows on an edition's public pages."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from award.programme.domain.calendar import Calendar
from award.programme.domain.moments import in_zone
from award.programme.models import Edition
from award.programme.stages import Action, Link, Place, Section, Stage
from nominations.models import Entry
from voting.ballots.domain.finalists import (
    everybody_left,
    finalists_of,
    for_everybody,
    has_an_order,
)
from voting.ballots.domain.off_the_paper import off_paper


class VoteStage(Stage):
    def action(self, edition: Edition, calendar: Calendar) -> Action | None:
        round = calendar.current_vote
        if round is None or not round.contains(calendar.now) or everybody_left(round, calendar):
            return None
        url = reverse("vote", args=[edition.award.slug, edition.year])
        note = _("The vote closes on %(when)s.") % {"when": in_zone(round.closes_at, edition)}
        return Action(_("Vote"), url, note)

    def sections(self, edition: Edition, calendar: Calendar) -> Sequence[Section]:
        """The finalists, until the result takes their place; before them, who has left the vote.

        An extra vote that is open or to come says so before all, and shows its finalists while it is open.
        """
        round, extra = calendar.current_vote, calendar.extra_vote
        if round is None or not calendar.has_opened("vote"):
            return ()
        if calendar.is_announced and not extra:
            return ()
        is_open = round.contains(calendar.now)
        left = off_paper(round) if is_open else []
        shown = round if is_open or not extra else calendar.round("vote")
        hides = calendar.is_announced and not is_open
        entries = [] if hides else for_everybody(finalists_of(edition, shown, calendar), calendar)
        return [
            *([Section("ballots/_extra.html", place=Place.NOTICE)] if extra else []),
            *_section("ballots/_left.html", left if entries else []),
            *_section("ballots/_nobody.html", left if is_open and not entries else []),
            *_section("ballots/_section.html", entries, turns=has_an_order(entries)),
        ]

    def links(self, edition: Edition, calendar: Calendar) -> Sequence[Link]:
        if not calendar.has_opened("vote"):
            return ()
        url = reverse("finalists", args=[edition.award.slug, edition.year])
        return (Link(_("The finalists"), url),)


def _section(template: str, entries: Sequence[Entry], **said: object) -> Sequence[Section]:
    return (Section(template, {"entries": entries, **said}, place=Place.BALLOT),) if entries else ()
