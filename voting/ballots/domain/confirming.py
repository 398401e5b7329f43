"""From the code in the mail to the vote."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from award.limits.domain.asking import answer_mail
from award.limits.domain.sources import OURS, Source
from award.mail.domain.codes import VOTE, CodeRefused, try_code
from award.people.domain.canonical import canonical_email
from award.programme.domain.clock import database_now
from award.programme.domain.deadlocks import again_after_deadlock
from award.programme.domain.guard import hold_open
from nominations.models import Entry
from voting.ballots.domain.casting import Receipt, receipt_of, store_vote
from voting.ballots.domain.choosing import check_choices
from voting.ballots.domain.finalists import vote_rules
from voting.ballots.models import PendingVote


@again_after_deadlock
def confirm_vote(pending: PendingVote, code: str, source: Source = OURS) -> Receipt:
    """Cast the vote when the code is right; done already, the same receipt again.

    Raises `CodeRefused` (a wrong code uses up a try), `award.programme.domain.guard.RoundNotOpen`,
    `voting.ballots.domain.choosing.ChoiceRefused` when somebody chosen has left the paper, and
    `voting.ballots.domain.casting.SubmissionReused`.
    """
    with transaction.atomic():
        found = _held(pending)
        if found.done_at and (receipt := receipt_of(found.round, found.submission_key)):
            return receipt
        held = hold_open(found.round_id)
        now = database_now()
        why = try_code(found, VOTE, code, now=now)
        if not why:
            answer_mail(source, canonical_email(found.email))
            return _cast(found, held=held, now=now)
    raise CodeRefused(why)


def _held(pending: PendingVote) -> PendingVote:
    """Locked until the transaction ends, with the edition that it belongs to."""
    rows = PendingVote.objects.select_for_update(of=["self"], no_key=True)
    return rows.select_related("round__edition__award").get(pk=pending.pk)


def _cast(pending: PendingVote, *, held: datetime, now: datetime) -> Receipt:
    """Cast, and keep neither address nor choices beside the ballot."""
    check_choices(
        pending.choices,
        method=vote_rules(pending.round.edition).method,
        entries=Entry.objects.on_shortlist(pending.round),
    )
    receipt = store_vote(
        round=pending.round,
        identity=pending.email,
        choices=pending.choices,
        submission=pending.submission_key,
        now=held,
    )
    pending.done_at = now
    pending.email, pending.choices, pending.code_hash = "", {}, ""
    pending.save(update_fields=["done_at", "email", "choices", "code_hash"])
    return receipt
