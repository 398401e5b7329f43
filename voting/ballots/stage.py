"""What the vote shows on an edition's public pages."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from award.programme.domain.calendar import Calendar
from award.programme.domain.moments import in_zone
from award.programme.models import Edition
from award.programme.stages import Action, Link, Section, Stage
from nominations.models import Entry
from voting.ballots.domain.finalists import finalists_of
from voting.ballots.domain.leavers import off_paper


class VoteStage(Stage):
    def action(self, edition: Edition, calendar: Calendar) -> Action | None:
        round = calendar.round("vote")
        if round is None or not calendar.is_open("vote"):
            return None
        url = reverse("vote", args=[edition.award.slug, edition.year])
        note = _("The vote closes on %(when)s.") % {"when": in_zone(round.closes_at, edition)}
        return Action(_("Vote"), url, note)

    def sections(self, edition: Edition, calendar: Calendar) -> Sequence[Section]:
        """The finalists, until the result takes their place; before them, who has left the vote."""
        round = calendar.round("vote")
        if round is None or not calendar.has_opened("vote") or calendar.is_announced:
            return ()
        left = off_paper(round) if calendar.is_open("vote") else []
        entries = finalists_of(edition, calendar)
        return [
            *_section("ballots/_left.html", left, order=10),
            *_section("ballots/_section.html", entries, order=20),
        ]

    def links(self, edition: Edition, calendar: Calendar) -> Sequence[Link]:
        if not calendar.has_opened("vote"):
            return ()
        url = reverse("finalists", args=[edition.award.slug, edition.year])
        return (Link(_("The finalists"), url),)


def _section(template: str, entries: Sequence[Entry], *, order: int) -> Sequence[Section]:
    return (Section(template, {"entries": entries}, order=order),) if entries else ()
