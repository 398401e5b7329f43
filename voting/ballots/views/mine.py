"""The votes that a browser asked codes for: its session holds their keys, in the database."""

from __future__ import annotations

from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest

from award.programme.cleaning.parameters import typed_choice
from award.programme.models import Edition, Round
from voting.ballots.models import Ballot, PendingVote

SESSION_KEY = "votes"
KEPT = 20
AGAIN = "again"  # names in an address the vote that is to be chosen again


def remember(request: HttpRequest, pending: PendingVote) -> None:
    """This browser may type the code, and see the receipt."""
    others = [key for key in _keys(request) if key != str(pending.key)]
    request.session[SESSION_KEY] = [*others, str(pending.key)][-KEPT:]


def forget_votes(request: HttpRequest) -> None:
    """Nobody who comes to this browser now sees what was voted in it."""
    request.session.pop(SESSION_KEY, None)


def is_mine(request: HttpRequest, key: UUID) -> bool:
    return str(key) in _keys(request)


def find(edition: Edition, key: UUID) -> PendingVote | None:
    """The vote of that key, unless it has been forgotten."""
    found = PendingVote.objects.filter(round__edition=edition, pk=key)
    return found.select_related("round__edition__award", "round__supplements").first()


def newest_cast(request: HttpRequest, edition: Edition) -> PendingVote | None:
    """The last vote that this browser cast in the edition, with `cast_at`: when it was."""
    mine = PendingVote.objects.filter(round__edition=edition, pk__in=_keys(request))
    ballots = Ballot.objects.filter(
        round=OuterRef("round"), submission_key=OuterRef("submission_key")
    )
    cast = mine.annotate(cast_at=Subquery(ballots.values("cast_at")[:1]))
    return cast.exclude(done_at=None).order_by("-done_at").first()


def waiting(request: HttpRequest, round: Round) -> PendingVote | None:
    """The vote that the address asks to choose again, if it is this browser's, of the round, and not cast."""
    key = typed_choice(request.GET.get(AGAIN, ""), _keys(request))
    if not key:
        return None
    found = find(round.edition, UUID(key))
    return found if found and found.done_at is None and found.round == round else None


def _keys(request: HttpRequest) -> list[str]:
    return list(request.session.get(SESSION_KEY, []))
