"""A finalist leaves: whoever organises hears of it at once."""

from __future__ import annotations

from award.programme.models import Round
from nominations.domain.fixity import Fixity, fixity
from nominations.domain.organisers import tell_organisers
from nominations.models import Candidate, Entry


def is_on_show(candidate: Candidate) -> bool:
    """Whether the public sees her: she has said yes and stands in the vote."""
    in_vote = Entry.objects.filter(candidate=candidate, round__kind=Round.Kind.VOTE).public()
    return in_vote.exists()


def tell_of_leaving(candidate: Candidate) -> None:
    """Mail the organisers that somebody whom voters saw has left, and what that means now."""
    stage = Fixity.VOTING if _is_voted_on(candidate) else fixity(candidate)
    tell_organisers(
        candidate.edition,
        "organiser_left",
        occasion=f"candidate-left:{candidate.pk}:{candidate.declined_at:%y%m%d%H%M%S}",
        context={"candidate": candidate, "fixity": stage.name},
    )


def _is_voted_on(candidate: Candidate) -> bool:
    """In the vote or in an extra one: what is said of somebody is fixed long before the latter."""
    entered = Entry.objects.filter(candidate=candidate).values("round")
    return any(r.is_vote for r in Round.objects.filter(pk__in=entered).open_now())
