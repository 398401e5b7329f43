"""What the vote shows on the programme's pages."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from award.domain.calendar import Calendar
from award.models import Edition
from award.stages import Action, Figure, Section, Stage
from award.templatetags.award_tags import in_zone
from voting.ballots.domain.finalists import finalists_of
from voting.ballots.models import Ballot, Voter


class VoteStage(Stage):
    kind = "vote"

    def figures(self, edition: Edition) -> Sequence[Figure]:
        """How many have voted, and changed their vote; never for whom."""
        voters = Voter.objects.filter(round__edition=edition).count()
        changed = Ballot.objects.filter(round__edition=edition, revision__gt=1)
        times = changed.values("submission_key").distinct().count()
        return (
            Figure(_("Voters"), str(voters)),
            Figure(_("Times a vote was changed"), str(times)),
        )

    def action(self, edition: Edition, calendar: Calendar) -> Action | None:
        round = calendar.round("vote")
        if round is None or not calendar.is_open("vote"):
            return None
        url = reverse("vote", args=[edition.award.slug, edition.year])
        note = _("The vote closes on %(when)s.") % {"when": in_zone(round.closes_at, edition)}
        return Action(_("Vote"), url, note)

    def sections(self, edition: Edition, calendar: Calendar) -> Sequence[Section]:
        """The finalists, until the result takes their place."""
        if not calendar.has_opened("vote") or calendar.is_announced:
            return ()
        entries = finalists_of(edition, calendar)
        return (
            (Section("ballots/_section.html", {"entries": entries}, order=20),) if entries else ()
        )
