"""The desk's pages, somebody who opens one, and what the log wrote last."""

from __future__ import annotations

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from award.log.models import LogEntry
from award.people.models import Person
from award.programme.models import Edition
from tests.factories import make_organiser


def place(edition: Edition) -> list[str | int]:
    return [edition.award.slug, edition.year]


def visit(
    client: Client, edition: Edition, page: str, person: Person | None = None, **query: str
) -> HttpResponse:
    """As an organiser, where nobody else is named."""
    client.force_login(person or make_organiser(edition))
    return client.get(reverse(page, args=place(edition)), query)


def last_entry() -> LogEntry:
    return LogEntry.objects.select_related("payload").order_by("-seq").first()
