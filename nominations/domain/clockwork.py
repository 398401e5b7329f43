"""What follows from the clock for nominees: told in time, told of to the organisers, reminded twice.

Each step looks at an edition's own clock, puts what is due in the outbox under a key of its own, so
that it is done once, and is right if it was never asked before.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import CharField, Exists, Min, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat

from award.log.domain.recording import record
from award.mail.domain.outbox import effect, enqueue
from award.mail.models import Effect
from award.programme.domain.clock import edition_now
from award.programme.models import Edition, EditionClock
from nominations.domain.asking import CannotInform, inform, mail_link
from nominations.domain.consenting import is_over, last_day
from nominations.domain.locking import held
from nominations.domain.organisers import tell_organisers
from nominations.models import Candidate
from nominations.models.candidate import ERASE_AFTER, INFORM_WITHIN, CandidateQuerySet

# The goal is that she is told before the organisers are told that she cannot be; a day is left for a
# night without a server.
TELL_AFTER = timedelta(hours=48)
# A nomination that has lain so long leaves no two days to read: she is told at once.
TELL_AT_ONCE = INFORM_WITHIN - TELL_AFTER
TELL_BEFORE_JURY = timedelta(days=1)
ESCALATE_AFTER = timedelta(hours=72)
REMIND_AFTER = timedelta(days=7)
REMIND_BEFORE = timedelta(days=2)
REMIND_APART = timedelta(days=1)


def tell_due() -> int:
    """Have everybody told whom an organiser has accepted two days ago, or whom jurors await.

    Whose name came to us so long ago that two days more would be too many is told at once.
    """
    now = EditionClock("edition_id")
    waiting = _accepted(Candidate.objects.not_asked()).with_known_since()
    soon = Q(entries__round__opens_at__lte=now + TELL_BEFORE_JURY)
    late = Q(known_since__lte=now - TELL_AT_ONCE)
    due = waiting.filter(Q(known_from__lte=now - TELL_AFTER) | soon | late)
    return _put(due, "candidates.tell", "candidate-tell")


def escalate_due() -> int:
    """Have the organisers told of everybody who was accepted a while ago and cannot be told."""
    waiting = _accepted(Candidate.objects.without_address().filter(informed_at=None))
    long_ago = EditionClock("edition_id") - ESCALATE_AFTER
    due = waiting.filter(known_from__lte=long_ago)  # type: ignore[misc]
    return _put(due, "candidates.escalate", "candidate-escalate")


def remind_due() -> int:
    """Remind whoever has been silent for a week, and once more two days before the last day.

    The two are at least a day apart: where they would meet, the latter alone is mailed.
    """
    silent = Candidate.objects.silent()
    editions = Edition.objects.filter(candidates__in=silent).distinct()
    return sum(_remind(edition, silent.filter(edition=edition)) for edition in editions)


@effect("candidates.tell")
def tell(*, candidate: int) -> None:
    """Whoever has been asked or has answered meanwhile is left in peace."""
    found = Candidate.objects.select_related("edition").get(pk=candidate)
    if found.asked_at or found.declined_at or found.erased_at or found.ineligible_at:
        return
    try:
        inform(found, by="task:tell")
    except CannotInform as refusal:
        if refusal.why == "soon":
            raise


@effect("candidates.escalate")
def escalate(*, candidate: int) -> None:
    """The organisers find an address, or tell her otherwise; else she is erased in time."""
    found = Candidate.objects.select_related("edition").get(pk=candidate)
    if found.informed_at or found.has_answered or found.erased_at:
        return
    tell_organisers(
        found.edition,
        "organiser_no_address",
        occasion=f"candidate-untold:{found.pk}",
        context={
            "candidate": found,
            "waited": ESCALATE_AFTER,
            "last_day": ERASE_AFTER.days,
        },
    )
    record("candidate.escalated", actor="task:escalate", object=found, edition=found.edition)


@effect("candidates.remind")
def remind(*, candidate: int) -> None:
    """Whoever has answered meanwhile, or has been asked a moment ago, is not reminded."""
    found = held(Candidate.objects.get(pk=candidate))
    if is_over(found) or found not in Candidate.objects.filter(pk=found.pk).silent():
        return
    mail_link(found, "candidate_reminded", occasion="reminded")
    record("candidate.reminded", actor="task:remind", object=found, edition=found.edition)


def _accepted(candidates: CandidateQuerySet) -> CandidateQuerySet:
    """Each with `known_from`: when an organiser first accepted a nomination of her."""
    return candidates.annotate(known_from=Min("nominations__decided_at")).filter(
        known_from__isnull=False
    )


def _remind(edition: Edition, silent: CandidateQuerySet) -> int:
    """Those who were given more time are reminded before their own last day."""
    common = last_day(edition)
    if common is None:
        return _remind_before(edition, None, silent)
    own = silent.filter(answer_until__gt=common)
    days = own.order_by("answer_until").values_list("answer_until", flat=True).distinct()
    return _remind_before(edition, common, silent.exclude(pk__in=own.values("pk"))) + sum(
        _remind_before(edition, until, own.filter(answer_until=until)) for until in list(days)
    )


def _remind_before(edition: Edition, until: datetime | None, silent: CandidateQuerySet) -> int:
    now: datetime = edition_now(edition)
    if until is None or now < until - REMIND_BEFORE - REMIND_APART:
        week = silent.filter(asked_at__lte=now - REMIND_AFTER)
        return _put(week, "candidates.remind", "candidate-remind-week", each="asked_at")
    if until - REMIND_BEFORE <= now < until:
        before = silent.filter(asked_at__lt=until - REMIND_BEFORE)
        key = f"candidate-remind-last-{until:%y%m%d%H%M}"
        return _put(before, "candidates.remind", key, each="asked_at")
    return 0


def _put(candidates: CandidateQuerySet, name: str, key: str, *, each: str = "answer_key") -> int:
    """Into the outbox, those who are not there yet: once for each link that she has had, or `each`."""
    ours = Concat(Value(f"{key}:"), Cast("pk", CharField()), Value(":"), Cast(each, CharField()))
    new = candidates.annotate(effect_key=ours).filter(
        ~Exists(Effect.objects.filter(key=OuterRef("effect_key")))
    )
    keys = dict(new.values_list("effect_key", "pk"))
    for effect_key, pk in sorted(keys.items()):
        enqueue(name, key=effect_key, arguments={"candidate": pk})
    return len(keys)
