"""Every address of the platform, and who gets in: an address without a row fails."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.award.site.access import ACCOUNT, ELSEWHERE, GET, OPEN_OR_BY_KEY, POST, READS, ROLES
from tests.award.site.addresses import address, every_address, make_world
from tests.factories import make_edition, make_organiser

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_transaction,
    pytest.mark.xdist_group("access"),
]


@pytest.fixture(scope="module")
def world(made_once):
    with made_once():
        yield make_world()


def answer(response) -> str:
    """What the answer means to the one who asked."""
    if response.status_code == 302 and response.url.startswith("/konto/login/"):
        return "sign in"
    return "404" if response.status_code == 404 else "in"


def asked(person, method: str, path: str) -> str:
    client = Client()
    if person is not None:
        client.force_login(person)
    response = getattr(client, method)(path)
    assert response.status_code < 500
    return answer(response)


def test_every_address_has_a_row():
    known = {*GET, *POST, *ELSEWHERE, *OPEN_OR_BY_KEY}
    ours = {n for n in every_address(get_resolver().url_patterns) if not n.startswith(ACCOUNT)}

    assert ours == known


@pytest.mark.parametrize("name", sorted(GET))
def test_who_may_open(world, name):
    people, keys = world

    found = tuple(asked(people[role], "get", address(name, keys)) for role in ROLES)

    assert found == GET[name]


@pytest.mark.parametrize("name", sorted(POST))
def test_who_may_do_nothing(world, name):
    """Those who may get further, into the page's own checks."""
    people, keys = world
    outside = [(r, e) for r, e in zip(ROLES, POST[name], strict=True) if e != "in"]

    found = [(r, asked(people[r], "post", address(name, keys))) for r, _ in outside]

    assert found == outside


@pytest.mark.parametrize("name", sorted(n for n, row in GET.items() if row is READS))
def test_a_reader_changes_nothing(world, name):
    people, keys = world
    client = Client()
    client.force_login(people["reader"])

    status = client.post(address(name, keys), {"x": "y"}).status_code

    assert status in {404, 405, 200}
    shown = {"desk_edition", "desk_laboratory", "desk_log", "desk_programme", "desk_proposals"}
    assert status != 200 or name in shown


@pytest.mark.parametrize("name", ["desk_candidate", "desk_category", "desk_partner"])
def test_a_key_opens_nothing_in_another_edition(world, name):
    _, keys = world
    other = make_edition("jury")

    there = address(name, keys | {"award": other.award.slug, "year": other.year})

    assert asked(make_organiser(other), "get", there) == "404"
