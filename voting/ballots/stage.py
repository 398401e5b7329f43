"""What the vote shows on the programme's pages."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from award.domain.calendar import Calendar
from award.models import Edition
from award.stages import Action, Figure, Section, Stage
from voting.ballots.domain.finalists import finalists_of
from voting.ballots.models import Voter


class VoteStage(Stage):
    kind = "vote"

    def figures(self, edition: Edition) -> Sequence[Figure]:
        """How many have voted, never for whom."""
        voters = Voter.objects.filter(round__edition=edition).count()
        return (Figure(_("Voters"), str(voters)),) if voters else ()

    def action(self, edition: Edition, calendar: Calendar) -> Action | None:
        if not calendar.is_open("vote"):
            return None
        return Action(_("Vote"), reverse("vote", args=[edition.award.slug, edition.year]))

    def sections(self, edition: Edition, calendar: Calendar) -> Sequence[Section]:
        if not calendar.has_opened("vote") or calendar.is_announced:
            return ()
        context = {"entries": finalists_of(edition)}
        return (Section("ballots/_section.html", context, order=20),)
