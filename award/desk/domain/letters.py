"""The mail that an edition's organisers look after."""

from __future__ import annotations

from django.db.models import Q

from award.mail.models import Message
from award.mail.models.message import MessageQuerySet
from award.people.models import Role
from award.programme.models import Edition


def letters_of(edition: Edition) -> MessageQuerySet:
    """The edition's, and those about no edition to the people of its organisation."""
    people = Role.objects.filter(organisation=edition.award.organisation_id)
    ours = Q(edition=None, recipient__in=people.values("person__email"))
    return Message.objects.filter(Q(edition=edition) | ours, unlisted=False)
