"""How many have voted, and how often a vote was changed; never for whom."""

from __future__ import annotations

from award.programme.models import Round
from voting.ballots.models import Ballot, EmptiedBox, Voter


def turnout(round: Round) -> tuple[int, int]:
    """Voters and changes: counted in the box, and read off it once it has been emptied."""
    emptied = EmptiedBox.objects.filter(round=round).first()
    if emptied:
        return emptied.voters, emptied.changes
    voters = Voter.objects.filter(round=round).count()
    changed = Ballot.objects.filter(round=round, revision__gt=1)
    return voters, changed.values("submission_key").distinct().count()
