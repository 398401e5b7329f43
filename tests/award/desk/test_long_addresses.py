"""An address that is longer than any can be is told so, on every page that asks for one."""

from __future__ import annotations

import pytest
from django.urls import reverse

from award.mail.domain.not_me import Whose, link_for
from tests.factories import make_edition, make_entry, make_role
from tests.voting.ballots.browsing import Browser
from tests.voting.ballots.electorate import make_vote

LONG = [f"{'a' * (length - 12)}@example.org" for length in (255, 256, 300, 320, 321, 2000)]
TOO_LONG = "har högst 254 tecken"


def place(edition) -> list[object]:
    return [edition.award.slug, edition.year]


@pytest.mark.django_db
@pytest.mark.parametrize("address", LONG, ids=len)
@pytest.mark.parametrize(
    ("page", "phase", "sent"),
    [
        ("desk_people", "vote", {"role": "reader", "email": "{}"}),
        ("desk_jury", "before", {"people": "{}"}),
        ("desk_organisation", "vote", {"name": "Digitri", "email": "{}", "days": "3", "complaint_days": "14"}),
    ],
)  # fmt: skip
def test_an_owner_is_told_that_an_address_is_too_long(client, page, phase, sent, address):
    edition = make_edition(phase)
    client.force_login(make_role(edition, "owner"))

    answer = client.post(
        reverse(page, args=place(edition)),
        {name: each.format(address) for name, each in sent.items()},
    )

    assert answer.status_code == 422
    assert TOO_LONG in answer.text


@pytest.mark.django_db
@pytest.mark.parametrize("address", LONG, ids=len)
def test_a_voter_is_told_that_an_address_is_too_long(address):
    browser = Browser(make_vote(), "sv")

    answer = browser.client.post(browser.path("vote"), {"email": address})

    assert answer.status_code == 422
    assert TOO_LONG in answer.text
    assert "a" * 200 in answer.text


@pytest.mark.django_db
@pytest.mark.parametrize("address", LONG, ids=len)
def test_whoever_signs_in_is_told_that_an_address_is_too_long(client, address):
    assert TOO_LONG in client.post(reverse("account_login"), {"login": address}).text


@pytest.mark.django_db
@pytest.mark.parametrize("address", LONG, ids=len)
def test_whoever_says_that_it_was_not_she_is_told_that_an_address_is_too_long(client, address):
    entry = make_entry(make_edition("vote"))
    link = link_for(Whose("nominee", entry.candidate_id), "a@example.org", language="sv")

    answer = client.post(link, {"address": address})

    assert answer.status_code == 422
    assert TOO_LONG in answer.text
