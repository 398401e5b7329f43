"""A made-up edition says so on every page that it has."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.award.site.access import GET, ROLES
from tests.award.site.addresses import address, make_world, needs
from tests.shown import sign_in_now

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_transaction,
    pytest.mark.xdist_group("made up"),
]

NO_PAGES = {
    "rules_json", "rules_version_json", "desk_register", "recount_package", "result_version", "version_package", "desk_nominations_csv",
}  # fmt: skip


@pytest.fixture(scope="module", params=[True, False], ids=["made up", "real"])
def world(made_once, request):
    with made_once():
        yield *make_world(is_made_up=request.param), request.param


@pytest.mark.parametrize("name", sorted(n for n in GET if "year" in needs(n) and n not in NO_PAGES))
def test_every_page_of_a_made_up_edition_says_so_and_no_other(world, name):
    people, keys, made_up = world
    client = Client()
    if who := people[ROLES[GET[name].index("in")]]:
        sign_in_now(client, who)

    page = client.get(address(name, keys), follow=True)

    assert page.status_code == 200
    assert page.text.count("Påhittad övning: ingenting här är på riktigt") == made_up
