"""An address with capitals leads where it would without."""

from __future__ import annotations

import pytest

from tests.factories import make_edition

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "leads"),
    [
        ("/Lofte/", "/lofte/"),
        ("/LOFTE", "/lofte/"),
        ("/En/Lofte/", "/en/lofte/"),
        ("/Lofte/?Fraga=Ja&b=%C3%A5", "/lofte/?Fraga=Ja&b=%C3%A5"),
        ("/Konto/Login/", "/konto/login/"),
    ],
)
@pytest.mark.parametrize("method", ["get", "head"])
def test_capitals_lead_there(client, asked, leads, method):
    answer = getattr(client, method)(asked)

    assert (answer.status_code, answer["Location"]) == (302, leads)


@pytest.mark.parametrize("page", ["", "nominera/", "regler/", "finalister/"])
def test_award_by_a_capital_as_a_telephone_begins_a_line(client, page):
    edition = make_edition()
    path = f"/{edition.award.slug}/{edition.year}/{page}"

    answer = client.get(
        path.replace(edition.award.slug, edition.award.slug.capitalize()), follow=True
    )

    assert answer.redirect_chain[0] == (path, 302)
    assert answer.status_code == 200


@pytest.mark.parametrize("asked", ["/Finns/Inte/Alls/", "/Finns-inte/2026/Nominera/"])
def test_what_is_not_there_is_not_there_in_small_letters_either(client, asked):
    answer = client.get(asked, follow=True)

    assert answer.status_code == 404
    assert all(path.startswith("/finns-inte/") for path, _ in answer.redirect_chain)


def test_what_is_posted_is_not_sent_elsewhere(client):
    assert client.post("/Konto/Login/", {"login": "a@example.org"}).status_code == 404


def test_address_that_has_capitals_of_its_own_is_left_alone(client):
    award = make_edition().award

    assert client.get(f"/{award.slug}/monogram/AE-97.svg").status_code == 404
