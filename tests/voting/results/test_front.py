"""What results show on the front page of an edition, and on the desk."""

from dataclasses import replace

import pytest

from award.mail.domain.outbox import run_due
from award.mail.models import Message
from award.programme.domain.calendar import calendar
from award.programme.stages import Place
from nominations.domain.answering import decline_candidacy
from tests.factories import make_edition, make_organiser
from tests.voting.results.deciding import SIGNED_IN, decided
from tests.voting.results.playing import alias, announce, counted, newest, path
from voting.results.domain.annex import erase_name
from voting.results.domain.questions import WITHHOLD
from voting.results.domain.standings import Finalist, category_results
from voting.results.panel import ResultPanel
from voting.results.recount import recounting
from voting.results.stage import ResultStage, _with_faces

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

    assert (face.template, face.place) == ("results/_face.html", Place.HERO)
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


def test_earlier_year_whose_winner_is_erased_is_still_listed(client):
    """As its own page says calmly; no heading stands alone."""
    edition = next_year("jury")
    last = type(edition).objects.get(award=edition.award, year=edition.year - 1)
    erase_name(last, alias(last, "anna"))

    text = client.get(path("edition", edition)).text

    assert "Tidigare år" in text
    assert "Vinnarens namn visas inte längre" in text
    assert path("result", last) in text


def test_earlier_year_in_which_nobody_got_the_prize_is_said_so(client):
    last = counted("single", {}, public=False)
    this = make_edition("nomination", award=last.award, year=last.year + 1)
    decided(last, WITHHOLD)
    announce(last)

    text = client.get(path("edition", this)).text

    assert "Ingen får priset" in text


def test_award_with_several_categories_shows_the_winner_that_it_has():
    """Where the first category gave nobody the prize, or its winner's name is gone."""
    (won,) = category_results(newest(counted("single", {"anna": 2, "berit": 1})))
    (winner,) = won.winners
    nobody = replace(won, winners=())
    erased = replace(won, winners=(replace(winner, candidate=Finalist("k2", 1)),))

    assert [each.named_winner for each in (nobody, erased, won)] == [None, None, winner]
    assert _with_faces([nobody, erased, won]) == [won]


def test_mail_of_a_result_without_a_winner_promises_none():
    """Its page says that she has withdrawn, and that it is not decided."""
    edition = counted("single", {"anna": 2, "berit": 1}, public=False)
    organiser = make_organiser(edition)
    decline_candidacy(edition.candidates.get(slug="anna"))

    announce(edition)
    run_due()

    text = Message.objects.get(recipient=organiser.email, occasion__startswith="announced").text
    assert "Det utser ingen vinnare" in text
    assert "vem det blev" not in text


def test_desk_says_that_a_result_which_is_held_up_is_still_for_organisers_alone(
    client, monkeypatch
):
    def broken(*_: object):
        raise OSError("no room on the disk")

    edition = counted("single", {"anna": 2, "berit": 1}, public=False)
    monkeypatch.setattr(recounting, "recount_package", broken)
    announce(edition)
    client.force_login(make_organiser(edition), backend=SIGNED_IN)

    text = client.get(path("desk_results", edition)).text

    assert "det är inte tillkännagivet" in text


def test_vote_page_leads_to_the_result_without_promising_one(client):
    """It may be held up, or decide nothing."""
    edition = counted("single", {"anna": 2, "berit": 1})

    text = client.get(path("vote", edition)).text

    assert path("result", edition) in text
    assert "Se resultatet" not in text
