"""All years of an award on one page."""

import pytest
from django.urls import reverse

from award.programme.models import Partner
from nominations.domain.answering import decline_candidacy
from tests.factories import make_edition
from tests.voting.results.deciding import decided
from tests.voting.results.playing import alias, announce, counted, path
from voting.results.domain.annex import erase_name
from voting.results.domain.questions import WITHHOLD
from voting.results.domain.years import announced_years

pytestmark = pytest.mark.django_db


def address(edition, language="sv"):
    prefix = "" if language == "sv" else f"/{language}"
    return f"{prefix}/{edition.award.slug}/alla-ar/"


@pytest.fixture
def last():
    return counted("single", {"anna": 2, "berit": 1})


def test_page_has_an_address_of_its_own_in_each_language(last):
    assert reverse("years", args=[last.award.slug]) == address(last)


def test_year_has_its_winner_its_finalists_and_how_many_voted(last):
    (year,) = announced_years(last.award)
    (field,) = year.fields

    assert [s.candidate.name for s in field.category.winners] == ["Anna"]
    assert sorted(s.candidate.name for s in field.finalists) == ["Berit", "Cecilia"]
    assert (year.voters, year.finalists, field.unnamed) == (3, 3, 0)


@pytest.mark.parametrize(
    ("language", "said"), [("sv", ("Alla år", "Vinnaren")), ("en", ("All years", "The winner"))]
)
def test_page_tells_the_year_and_leads_to_its_result(client, last, language, said):
    Partner.objects.create(edition=last, kind="partner", name="Landstinget Testvall")

    text = client.get(address(last, language)).text

    for words in (*said, "Anna", "Berit", "Landstinget Testvall", f'id="{last.year}"'):
        assert words in text
    assert f"/{last.award.slug}/{last.year}/resultat/" in text


def test_years_stand_newest_first_and_those_not_announced_do_not_stand(client, last):
    following = make_edition("nomination", award=last.award, year=last.year + 1)

    text = client.get(address(last)).text

    assert [y.edition for y in announced_years(last.award)] == [last]
    assert f'id="{following.year}"' not in text


def test_sealed_year_stands_only_after_its_moment(client):
    """Organisers know; this page does not."""
    edition = counted("single", {"anna": 2, "berit": 1}, public=False)
    before = client.get(address(edition)).text

    announce(edition)

    assert "Anna" not in before
    assert "Ännu har ingen tillkännagivits" in before
    assert "Anna" in client.get(address(edition)).text


def test_whoever_is_erased_is_named_by_no_year(client, last):
    for slug in ("anna", "berit"):
        erase_name(last, alias(last, slug))

    text = client.get(address(last)).text

    assert "Anna" not in text
    assert "Berit" not in text
    assert "Vinnarens namn visas inte längre" in text
    assert "1 finalist vars namn inte visas" in text


def test_whoever_said_no_before_the_announcement_is_not_named(client):
    edition = counted("single", {"anna": 2, "berit": 1}, public=False)
    decline_candidacy(edition.candidates.get(slug="berit"))
    announce(edition)

    assert "Berit" not in client.get(address(edition)).text


def test_year_in_which_nobody_got_the_prize_says_so(client):
    edition = counted("single", {}, public=False)
    decided(edition, WITHHOLD)
    announce(edition)

    assert "Ingen får priset" in client.get(address(edition)).text


def test_award_without_a_public_year_has_no_such_page(client):
    edition = make_edition("before", is_public=False)

    assert client.get(address(edition)).status_code == 404


def test_made_up_year_does_not_stand_among_real_ones(client, last):
    made_up = make_edition("before", award=last.award, year=last.year + 1, is_made_up=True)

    assert made_up not in [y.edition for y in announced_years(last.award)]


@pytest.mark.parametrize("name", ["edition", "finalists", "vote", "result", "rules"])
def test_each_page_of_the_award_leads_there_from_its_foot(client, last, name):
    assert f'href="{address(last)}"' in client.get(path(name, last)).text


def test_rehearsal_that_only_its_address_leads_to_has_no_such_link(client):
    edition = make_edition("before", is_made_up=True, is_public=False)

    assert address(edition) not in client.get(path("edition", edition)).text
