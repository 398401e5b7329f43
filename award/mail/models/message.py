"""One mail to one person on one occasion."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from award.programme.models.edition import Edition

PATIENCE = timedelta(days=3)  # so long is a mail tried, however often it fails


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self) -> MessageQuerySet:
        """Queued and due: codes before the rest, oldest first."""
        waiting = self.filter(state=Message.State.QUEUED, due_at__lte=Now())
        return waiting.order_by("priority", "due_at", "id")

    def dead(self) -> MessageQuerySet:
        """Given up on: an organiser has to look."""
        return self.filter(state__in=[Message.State.FAILED, Message.State.UNCERTAIN])


class Message(models.Model):
    """A mail; `occasion` + `recipient` is unique, so nobody is told the same thing twice.

    One with a code has neither subject nor text: it is written when it is sent, and deleted then.

    `message_id` stays the same over every attempt, so a repeated mail threads as one.
    """

    class Priority(models.IntegerChoices):
        SIGN_IN = 0
        CODE = 1
        REST = 2

    class State(models.TextChoices):
        QUEUED = "queued", _("Queued")
        SENDING = "sending", _("Sending")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")
        UNCERTAIN = "uncertain", _("Uncertain")
        LAPSED = "lapsed", _("No longer needed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="messages", null=True)
    occasion = models.CharField(max_length=120, help_text="`nomination-confirm:12`.")
    recipient = models.EmailField(blank=True, help_text="Empty until it is sent: a voter's.")
    reply_to = models.EmailField(blank=True, help_text="Where an answer goes: the organisation.")
    unlisted = models.BooleanField(default=False, help_text="It tells who somebody protected is.")
    language = models.CharField(max_length=2, default="sv")
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    message_id = models.CharField(max_length=200)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.REST)
    code_of = models.CharField(
        max_length=80, blank=True, help_text="Whose code it carries: `ballots.pendingvote:vote`."
    )
    code_renewal = models.CharField(
        max_length=32, blank=True, help_text="As in the row that the code is for."
    )
    ends = models.CharField(
        max_length=100, blank=True, help_text="What its link `this wasn't me` ends: `nominee:12`."
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(db_default=Now())
    held_at = models.DateTimeField(null=True, help_text="When its sender last said that it lives.")
    interrupted = models.PositiveSmallIntegerField(default=0, help_text="How many senders died.")
    tried_until = models.DateTimeField(db_default=Now() + PATIENCE)
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["occasion", "recipient"], name="message_once_per_person_and_occasion"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["queued", "sending", "sent", "failed", "uncertain", "lapsed"]
                ),
                name="message_state_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["priority", "due_at", "id"],
                condition=models.Q(state="queued"),
                name="message_queued",
            ),
            models.Index(
                fields=["held_at"],
                condition=models.Q(state="sending"),
                name="message_sending",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occasion} ({self.state})"
