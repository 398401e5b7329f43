"""The log: append-only, hash-chained entries of who did what, when and why."""

from __future__ import annotations

from django.db import models

from award.programme.append_only import append_only
from award.programme.models.edition import Edition
from award.programme.models.organisation import Organisation


class LogEntryQuerySet(models.QuerySet["LogEntry"]):
    def of_organisation(self, organisation: Organisation) -> LogEntryQuerySet:
        """What belongs to the organisation itself, and to every edition that it gives."""
        whole = models.Q(organisation=organisation)
        return self.filter(whole | models.Q(edition__award__organisation=organisation))


@append_only()
class LogEntry(models.Model):
    """One decision or change. Holds no personal data: that lies in the erasable `LogPayload`.

    `hash` = SHA-256 over the RFC 8785 form of the other fields, `prev_hash` among them;
    `payload_hash` = SHA-256(salt + RFC 8785 form of the payload). The database refuses UPDATE,
    DELETE and TRUNCATE.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    edition = models.ForeignKey(
        Edition,
        models.DO_NOTHING,
        related_name="log",
        null=True,
        db_constraint=False,
        help_text="Its number stays in the chain, also when it was a draft that is deleted.",
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="log",
        null=True,
        help_text="Whose it is when it belongs to no edition alone.",
    )
    actor = models.CharField(max_length=64, help_text="`person:7`, `task:settle`, `system`.")
    action = models.CharField(max_length=64)
    object = models.CharField(max_length=64, help_text="`nomination:12`.")
    payload_hash = models.CharField(max_length=64)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        ordering = ["seq"]

    def __str__(self) -> str:
        return f"{self.seq} {self.action} {self.object}"


@append_only(eraser="forebild_erase_log_payload")
class LogPayload(models.Model):
    """What an entry says in detail: before, after, reason, the actor's name. Erasable, not editable."""

    entry = models.OneToOneField(
        LogEntry, models.PROTECT, primary_key=True, related_name="payload", db_column="seq"
    )
    salt = models.CharField(max_length=64)
    content = models.JSONField()

    def __str__(self) -> str:
        return f"payload of {self.entry_id}"
