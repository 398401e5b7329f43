"""Which editions a visitor is shown first: real ones, and made-up ones only where there is no other."""

import pytest

from award.programme.models import Edition
from tests.factories import make_edition, make_organiser, make_role
from tests.reading import squeezed

pytestmark = pytest.mark.django_db


def test_front_page_names_real_editions_alone(client):
    first, second = make_edition(), make_edition()
    rehearsed = make_edition(is_made_up=True)

    page = client.get("/").text

    assert [e.award.name_sv in page for e in (first, second, rehearsed)] == [True, True, False]


def test_front_page_shows_what_is_made_up_where_there_is_nothing_else(client):
    """As on a machine where `make up` has just been tried."""
    demo = make_edition(is_made_up=True)

    answer = client.get("/")

    assert answer.url == f"/{demo.award.slug}/{demo.year}/"


def test_front_page_shows_the_demo_beside_rehearsals_that_are_over(client):
    make_edition("announced", is_made_up=True)
    demo = make_edition("vote", is_made_up=True)
    make_edition("announced", is_made_up=True)

    answer = client.get("/")

    assert answer.url == f"/{demo.award.slug}/{demo.year}/"


def test_front_page_marks_each_of_several_made_up_ones(client):
    make_edition(is_made_up=True)
    make_edition(is_made_up=True)

    assert squeezed(client.get("/").text).count('<span class="badge badge--made-up">Påhittad') == 2


def test_address_of_an_award_leads_to_its_newest_real_year(client):
    real = make_edition(year=2026)
    make_edition(award=real.award, year=2027, is_made_up=True)

    answer = client.get(f"/{real.award.slug}/")

    assert answer.url == f"/{real.award.slug}/2026/"


def test_new_year_is_drafted_from_the_last_real_one(client):
    real = make_edition("announced", year=2026)
    make_edition(award=real.award, year=2030, is_made_up=True)
    client.force_login(make_role(real, "owner"))

    page = client.get(f"/desk/{real.award.slug}/nytt-ar/").text

    assert 'value="2027"' in page


def test_desk_marks_what_is_made_up(client):
    real, rehearsed = make_edition(), make_edition(is_made_up=True)
    person = make_organiser(real)
    make_role(rehearsed, "organiser", person=person)
    client.force_login(person)

    page = squeezed(client.get("/desk/").text)

    assert Edition.objects.count() == 2
    assert page.count("Påhittad") == 1
