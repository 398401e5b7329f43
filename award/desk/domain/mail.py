"""The mail that an edition's organisers look after."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from award.mail.domain.letters import kinds
from award.mail.models import EndedMail, Message, SentCodes
from award.mail.models.message import MessageQuerySet
from award.people.models import Role
from award.programme.models import Edition


def mail_of(edition: Edition) -> MessageQuerySet:
    """The edition's, and those about no edition to the people of its organisation."""
    people = Role.objects.filter(organisation=edition.award.organisation_id)
    ours = Q(edition=None, recipient__in=people.values("person__email"))
    return Message.objects.filter(Q(edition=edition) | ours, unlisted=False)


def codes_sent(edition: Edition) -> list[tuple[str, int]]:
    """What codes of the edition were for, and how many were sent."""
    sent = SentCodes.objects.filter(edition=edition).values_list("kind", "number")
    return sorted((str(kinds()[kind].title), number) for kind, number in sent if kind in kinds())


def ended_of(edition: Edition) -> QuerySet[EndedMail]:
    """Mail that somebody has ended as not meant for her, and that no organiser has looked at yet."""
    return EndedMail.objects.filter(edition=edition, seen_at=None).order_by("-at")
