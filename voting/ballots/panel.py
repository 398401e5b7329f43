"""What the vote shows on the organisers' desk."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from award.desk.registry import Figure, Panel
from award.programme.models import Edition
from voting.ballots.models import Ballot, Voter


class VotePanel(Panel):
    kind = "vote"

    def figures(self, edition: Edition) -> Sequence[Figure]:
        """How many have voted, and changed their vote; never for whom."""
        round = next((r for r in edition.rounds.all() if r.kind == self.kind), None)
        if round is None:
            return ()
        voters = Voter.objects.filter(round=round).count()
        changed = Ballot.objects.filter(round=round, revision__gt=1)
        times = changed.values("submission_key").distinct().count()
        return (
            Figure(_("Voters"), str(voters)),
            Figure(_("Times a vote was changed"), str(times)),
        )
