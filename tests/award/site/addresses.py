"""Every address of the platform, and a jury at work whose things they can be made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from award.people.models import Person
from award.programme.models import Partner
from tests.factories import (
    make_candidate,
    make_edition,
    make_entry,
    make_organisation,
    make_organiser,
    make_person,
    make_role,
)
from voting.jury.domain.inviting import invite_juror


def every_address(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from every_address(each.url_patterns)
        elif each.name:
            yield each.name


def make_world(**fields: Any) -> tuple[dict[str, Person | None], dict[str, Any]]:
    """A jury at work, with somebody in every role; `keys` are what addresses can hold."""
    edition = make_edition("jury", **fields)
    entry = make_entry(edition)
    organiser = make_organiser(edition)
    juror = invite_juror(edition=edition, email="jury@example.org", by=organiser)
    people = {
        "anonymous": None,
        "stranger": make_person(),
        "foreign owner": make_role(make_edition(organisation=make_organisation()), "owner"),
        "juror": juror.person,
        "reader": make_role(edition, "reader"),
        "organiser": organiser,
        "owner": make_role(edition, "owner"),
    }
    keys = {
        "award": edition.award.slug,
        "year": edition.year,
        "entry": entry.pk,
        "candidate": make_candidate(edition).pk,
        "category": edition.categories.get().pk,
        "partner": Partner.objects.create(edition=edition, kind="partner", name="Verket").pk,
        "juror": juror.pk,
        "kind": "jury",
        "part": "lika",
        "round": "jury",
        "proposal": 0,
        "organisation": edition.award.organisation.slug,
        "version": 1,
        "letters": "AE",
        "cut": 7,
        "number": 1,
        "slug": edition.categories.get().slug,
    }
    return people, keys


def address(name: str, keys: dict) -> str:
    return reverse(name, kwargs={key: keys[key] for key in needs(name)})


def needs(name: str) -> list[str]:
    """What an address is made of."""
    return get_resolver().reverse_dict.getlist(name)[0][0][0][1]
