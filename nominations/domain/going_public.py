"""Before the public sees a finalist: a picture and something to read, or somebody who says that it goes without.

The vote opens by the clock and takes nobody off the ballot: whoever was chosen stands on it. So this asks in time, on
the desk and by mail, until each is whole or somebody who organises has said so, which stands in the log.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from award.log.domain.recording import record
from award.mail.domain.outbox import effect, enqueue
from award.mail.models import Effect
from award.people.models import Person
from award.programme.domain.calendar import Calendar, calendar
from award.programme.domain.clock import edition_now
from award.programme.models import Edition, EditionClock, Round
from nominations.domain.completeness import Lack, lacks
from nominations.domain.locking import held
from nominations.domain.organisers import tell_organisers
from nominations.models import Candidate, Entry

REMIND_BEFORE = timedelta(days=2)


class AsIsRefused(Exception):
    """The vote has opened, or there is nothing to say; the message tells an organiser."""


@dataclass(frozen=True)
class BeforeTheVote:
    """What the desk says of a finalist until the vote opens. `as_is_at`: when somebody said that she goes as she is."""

    lacks: tuple[Lack, ...]
    opens_at: datetime
    as_is_at: datetime | None


def before_the_vote(candidate: Candidate) -> BeforeTheVote | None:
    """None for whoever is no finalist or lacks nothing, and once the vote has opened."""
    missing, now = lacks(candidate), edition_now(candidate.edition)
    coming = Entry.objects.filter(
        candidate=candidate, round__kind=Round.Kind.VOTE, round__opens_at__gt=now
    )
    first = coming.select_related("round").order_by("round__opens_at").first() if missing else None
    return BeforeTheVote(missing, first.round.opens_at, candidate.as_is_at) if first else None


def incomplete(edition: Edition) -> list[Candidate]:
    """Finalists who lack something that nobody has spoken for, by the time they came; nobody once the vote has opened.

    Where there is no jury everybody who has said yes is one, once no more are nominated.
    """
    found = calendar(edition)
    coming = [r for r in found.of_kind("vote") if found.now < r.opens_at and _are_chosen(r, found)]
    entered = Entry.objects.filter(round__in=coming).public().values("candidate")
    waiting = Candidate.objects.filter(pk__in=entered, as_is_at=None).order_by("pk")
    return [candidate for candidate in waiting if lacks(candidate)]


def _are_chosen(vote: Round, found: Calendar) -> bool:
    """Whether the rounds that feed the vote are over: its juries, or, without one, the nominations."""
    feeding = [r for r in found.rounds if r.place < vote.place and r.shares_with(vote)]
    juries = [r for r in feeding if r.kind == Round.Kind.JURY]
    return all(r.closes_at <= found.now for r in juries or feeding)


@transaction.atomic
def show_as_is(candidate: Candidate, *, by: Person) -> None:
    """She goes public with what there is; said twice, it is once. Raises `AsIsRefused`."""
    found = held(candidate)
    standing = _standing(found)
    if standing.as_is_at:
        return
    found.as_is_at = edition_now(found.edition)
    found.save(update_fields=["as_is_at"])
    record(
        "candidate.shown_as_is",
        actor=by,
        object=found,
        edition=found.edition,
        after={"lacks": [lack.value for lack in standing.lacks]},
    )


@transaction.atomic
def wait_for_more(candidate: Candidate, *, by: Person) -> None:
    """Taken back, as long as the vote has not opened. Raises `AsIsRefused`."""
    found = held(candidate)
    if not _standing(found).as_is_at:
        return
    found.as_is_at = None
    found.save(update_fields=["as_is_at"])
    record("candidate.not_shown_as_is", actor=by, object=found, edition=found.edition)


def remind_of_incomplete() -> None:
    """On the tick: the organisers are mailed once, two days before a vote opens or as soon as its finalists are there."""
    now = EditionClock("edition_id")
    coming = Round.objects.filter(
        kind=Round.Kind.VOTE, opens_at__gt=now, opens_at__lte=now + REMIND_BEFORE
    )
    for vote in coming.select_related("edition"):
        if not Effect.objects.filter(key=_key(vote)).exists() and incomplete(vote.edition):
            enqueue("finalists.incomplete", key=_key(vote), arguments={"round": vote.pk})


@effect("finalists.incomplete")
def tell_of_incomplete(*, round: int) -> None:
    """Nobody is mailed where it has been seen to meanwhile."""
    vote = Round.objects.select_related("edition__award__organisation").get(pk=round)
    waiting = incomplete(vote.edition)
    if not waiting:
        return
    tell_organisers(
        vote.edition,
        "organiser_incomplete",
        occasion=_key(vote),
        page="desk_candidates",
        context={"vote": vote, "finalists": [(each.name, lacks(each)) for each in waiting]},
    )


def _standing(candidate: Candidate) -> BeforeTheVote:
    found = before_the_vote(candidate)
    if found is None:
        raise AsIsRefused(
            _(
                "Nothing is missing of this finalist, or the vote has opened: there is nothing to say."
            )
        )
    return found


def _key(vote: Round) -> str:
    return f"finalists-incomplete:{vote.pk}:{vote.opens_at:%y%m%d%H%M}"
