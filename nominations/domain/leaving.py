"""A finalist leaves: whoever organises hears of it at once."""

from __future__ import annotations

from award.programme.models import Round
from nominations.domain.organisers import tell_organisers
from nominations.models import Candidate, Entry


def tell_of_leaving(candidate: Candidate) -> None:
    """Mail the organisers that somebody who was public has left, and whether votes were being cast."""
    in_vote = Entry.objects.filter(candidate=candidate, round__kind=Round.Kind.VOTE)
    tell_organisers(
        candidate.edition,
        "organiser_left",
        occasion=f"candidate-left:{candidate.pk}:{candidate.declined_at:%y%m%d%H%M%S}",
        context={"candidate": candidate, "in_vote": in_vote.exists()},
    )
