"""What results show on the front page of an edition, and on the desk."""

import pytest

from award.programme.domain.calendar import calendar
from award.programme.stages import HERO
from nominations.domain.answering import decline_candidacy
from tests.factories import make_edition
from tests.voting.results.playing import alias, counted, path
from voting.results.domain.annex import erase_name
from voting.results.panel import ResultPanel
from voting.results.stage import ResultStage

pytestmark = pytest.mark.django_db


def next_year(phase, **fields):
    """The same award a year later, after Anna has won."""
    last = counted("single", {"anna": 2, "berit": 1})
    return make_edition(phase, award=last.award, year=last.year + 1, **fields)


def templates(edition):
    return [s.template for s in ResultStage().sections(edition, calendar(edition))]


@pytest.mark.parametrize("phase", ["before", "nomination", "jury"])
def test_last_winner_has_a_face_and_a_name(client, phase):
    edition = next_year(phase)

    (face,) = ResultStage().sections(edition, calendar(edition))
    page = client.get(path("edition", edition))

    assert (face.template, face.order) == ("results/_face.html", HERO)
    assert "Anna" in page.text


def test_last_winner_stands_beside_what_the_award_is_for_all_the_year():
    assert templates(next_year("vote")) == ["results/_face.html"]


def test_winner_whose_name_is_erased_is_shown_by_no_page(client):
    edition = next_year("jury")
    last = type(edition).objects.get(award=edition.award, year=edition.year - 1)
    erase_name(last, alias(last, "anna"))

    for page in (client.get(path("edition", edition)), client.get(path("result", last))):
        assert "Anna" not in page.text
    assert "Vinnarens namn visas inte längre" in client.get(path("result", last)).text


def test_winner_who_has_left_is_said_to_organisers_in_time():
    edition = counted("single", {"anna": 2, "berit": 1}, public=False)
    decline_candidacy(edition.candidates.get(slug="anna"))

    waiting = [d.text for d in ResultPanel().decisions(edition)]

    assert waiting == [
        "Kategori 1 är inte avgjord: Vinnaren har dragit sig ur.",
        "Skriv juryns motivering före tillkännagivandet",
    ]


def test_first_year_has_no_face():
    assert templates(make_edition("nomination")) == []
