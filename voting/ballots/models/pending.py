"""A vote that waits for its code, and the codes that an address was sent."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Now

from award.mail.models import HoldsCode
from award.programme.models import Round


class PendingVote(HoldsCode):
    """What a browser chose, until the code from the mail is typed in it.

    Address and choices lie in `envelope` (`voting.ballots.domain.envelopes`), closed with a key that the
    database does not have; `mailbox` is the address's pseudonym. When it has become a ballot
    (`done_at`) both are emptied and `receipt` is what that browser alone opens; when it never does, the
    row is deleted.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(Round, models.PROTECT, related_name="pending_votes")
    submission_key = models.UUIDField(unique=True)
    envelope = models.BinaryField(default=bytes)
    mailbox = models.CharField(max_length=64, blank=True)
    receipt = models.BinaryField(default=bytes)
    language = models.CharField(max_length=2, default="sv")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_at=None)
                | models.Q(envelope=b"", mailbox="", code_renewal=""),
                name="done_vote_is_emptied",
            ),
        ]
        indexes = [
            models.Index(
                fields=["code_sent_at"],
                condition=models.Q(done_at=None),
                name="unconfirmed_by_age",
            ),
            models.Index(fields=["done_at"], name="done_by_age"),
            models.Index(
                fields=["code_renewal"], condition=models.Q(done_at=None), name="pending_by_code"
            ),
        ]

    def __str__(self) -> str:
        return f"pending {self.key}"


class CodeMail(models.Model):
    """That a code was mailed to an address, known only by its pseudonym; kept for an hour.

    `id` names the mail: its message has the occasion `vote-code:<id>` and goes when this goes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(Round, models.PROTECT, related_name="code_mails")
    mailbox = models.CharField(max_length=64)
    sent_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["round", "mailbox", "sent_at"], name="codes_to_address"),
            models.Index(fields=["sent_at"], name="codes_by_age"),
        ]

    def __str__(self) -> str:
        return self.occasion

    @property
    def occasion(self) -> str:
        return f"vote-code:{self.id}"
