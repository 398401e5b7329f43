"""From a choice to a code, and from the code to a vote."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from award.domain.clock import database_now
from award.domain.codes import MAX_ATTEMPTS, code_matches, hash_code, new_code
from award.domain.guard import hold_open
from award.domain.messaging import queue_message
from award.models import Round
from voting.ballots.domain.canonical import canonical_email
from voting.ballots.domain.casting import Receipt, cast
from voting.ballots.models import PendingVote

LIFETIME = timedelta(minutes=10)
COOLDOWN = timedelta(seconds=30)
CODES_PER_HOUR = 5


class CodeRefused(Exception):
    """No vote yet; `why` is "wrong", "spent", "old" or "often"."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@transaction.atomic
def request_vote(
    *,
    round: Round,
    email: str,
    choices: Mapping[str, str],
    submission: UUID,
    language: str = "sv",
) -> PendingVote:
    """Keep the choices and mail a code; the same submission is kept once.

    `choices` by category slug. Raises `award.domain.guard.RoundNotOpen`, and `CodeRefused` when
    the address was sent too many codes in the last hour.
    """
    earlier = PendingVote.objects.filter(submission_key=submission).first()
    if earlier:
        return earlier
    hold_open(round.pk)
    _refuse_flood(round, email)
    code = new_code()
    row = PendingVote(
        round=round,
        submission_key=submission,
        choices=dict(choices),
        email=email,
        language=language,
        code_hash=hash_code(code, purpose=f"vote:{submission}"),
    )
    PendingVote.objects.bulk_create([row], ignore_conflicts=True)
    stored = PendingVote.objects.get(submission_key=submission)
    if stored.key == row.key:
        _send(stored, code)
    return stored


def confirm_vote(pending: PendingVote, code: str) -> Receipt:
    """Cast the vote when the code is right.

    Raises `CodeRefused` (a wrong code counts), `award.domain.guard.RoundNotOpen` and
    `voting.ballots.domain.casting.SubmissionReused`.
    """
    with transaction.atomic():
        found = PendingVote.objects.select_for_update().get(pk=pending.pk)
        _refuse_stale(found)
        purpose = f"vote:{found.submission_key}"
        if found.done_at or code_matches(code, found.code_hash, purpose=purpose):
            return _cast(found)
        found.attempts += 1
        found.save(update_fields=["attempts"])
    raise CodeRefused("wrong")


@transaction.atomic
def renew_code(pending: PendingVote) -> None:
    """Another code for the same choices. Raises `CodeRefused` when asked too soon or too often."""
    found = PendingVote.objects.select_for_update().get(pk=pending.pk)
    now = database_now()
    if found.done_at:
        return
    if now < found.code_sent_at + COOLDOWN or found.codes_sent >= CODES_PER_HOUR:
        raise CodeRefused("often")
    code = new_code()
    found.code_hash = hash_code(code, purpose=f"vote:{found.submission_key}")
    found.attempts, found.code_sent_at = 0, now
    found.codes_sent += 1
    found.save()
    _send(found, code)


def forget_unconfirmed() -> int:
    """Erase the address and choices of votes whose code was never typed, a day after."""
    old = PendingVote.objects.filter(
        done_at=None, code_sent_at__lt=database_now() - timedelta(days=1)
    )
    return old.delete()[0]


def _cast(pending: PendingVote) -> Receipt:
    categories = {c.slug: c for c in pending.round.edition.categories.all()}
    choices = {categories[slug]: choice for slug, choice in pending.choices.items()}
    receipt = cast(
        round=pending.round,
        identity=pending.email,
        choices=choices,
        submission=pending.submission_key,
    )
    if pending.done_at is None:
        pending.done_at, pending.email = receipt.cast_at, ""
        pending.save(update_fields=["done_at", "email"])
    return receipt


def _refuse_stale(pending: PendingVote) -> None:
    if pending.done_at:
        return
    if pending.attempts >= MAX_ATTEMPTS:
        raise CodeRefused("spent")
    if database_now() > pending.code_sent_at + LIFETIME:
        raise CodeRefused("old")


def _refuse_flood(round: Round, email: str) -> None:
    """Codes to one address, under any of its spellings typed alike; never by network address."""
    since = database_now() - timedelta(hours=1)
    recent = PendingVote.objects.filter(round=round, created_at__gt=since, done_at=None)
    mine = canonical_email(email)
    same = recent.filter(email__iendswith=email.rpartition("@")[2]).only("email")
    if sum(canonical_email(p.email) == mine for p in same) >= CODES_PER_HOUR:
        raise CodeRefused("often")


def _send(pending: PendingVote, code: str) -> None:
    edition = pending.round.edition
    queue_message(
        "vote_code",
        occasion=f"vote-code:{pending.key}:{pending.codes_sent}",
        recipient=pending.email,
        language=pending.language,
        edition=edition,
        context={"edition": edition, "code": code, "round": pending.round},
    )
