"""What results show on the front page of an edition."""

from datetime import timedelta

import pytest
from django.urls import reverse

from award.programme.domain.calendar import calendar
from award.programme.stages import HERO
from nominations.domain.answering import decline_candidacy
from tests.factories import make_edition, shift_edition
from tests.voting.results.test_story import counted
from voting.results.panel import ResultPanel
from voting.results.stage import ResultStage

pytestmark = pytest.mark.django_db


def next_year(phase, **fields):
    """The same award a year later, after Anna has won."""
    last = counted("single", {"anna": 2, "berit": 1})
    edition = make_edition(phase, **fields)
    type(edition).objects.filter(pk=edition.pk).update(award=last.award, year=last.year + 1)
    edition.refresh_from_db()
    return edition


def templates(edition):
    return [s.template for s in ResultStage().sections(edition, calendar(edition))]


@pytest.mark.parametrize("phase", ["before", "nomination", "jury"])
def test_last_winner_stands_beside_the_name_until_there_are_finalists(client, phase):
    edition = next_year(phase)

    (face,) = ResultStage().sections(edition, calendar(edition))
    page = client.get(reverse("edition", args=[edition.award.slug, edition.year]))

    assert (face.template, face.order) == ("results/_face.html", HERO)
    assert "Anna" in page.content.decode()


def test_last_winner_is_among_earlier_years_once_there_are_finalists():
    assert templates(next_year("vote")) == ["results/_earlier.html"]


def test_winner_who_has_left_is_said_to_organisers_in_time_and_to_nobody_by_name(client):
    edition = counted("single", {"anna": 2, "berit": 1})
    decline_candidacy(edition.candidates.get(slug="anna"))

    page = client.get(reverse("result", args=[edition.award.slug, edition.year])).content.decode()
    shift_edition(edition, by=timedelta(minutes=1))
    waiting = [d.text for d in ResultPanel().decisions(edition)]

    assert "Vinnaren deltar inte längre." in page
    assert "Anna" not in page
    assert waiting == [
        "Vinnaren har tackat nej: gör upp med henne och juryn vad som ska sägas",
        "Skriv juryns motivering före tillkännagivandet",
    ]


def test_first_year_has_no_face():
    assert templates(make_edition("nomination")) == []
