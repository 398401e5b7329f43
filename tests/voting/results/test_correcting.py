"""What changes a result once there is one: a winner who withdraws, a correction, an erased name."""

import pytest

from award.mail.domain.ticking import tick
from award.mail.models import Message
from nominations.domain.answering import decline_candidacy
from tests.factories import make_organiser
from tests.voting.count.packages import sha256_of
from tests.voting.results.deciding import decided
from tests.voting.results.playing import CATEGORY, alias, announce, counted, newest, path
from voting.results.domain.annex import erase_name
from voting.results.domain.announcing import public_result
from voting.results.domain.motivating import TooLate, write_motivation
from voting.results.domain.questions import CORRECT, MEETING, RUNNER_UP, WITHHOLD, questions
from voting.results.domain.standings import category_results
from voting.results.models import Announcement
from voting.results.recount.recounting import recount_package, recounted

pytestmark = pytest.mark.django_db


def test_winner_withdraws_after_the_announcement_and_the_runner_up_follows(client):
    edition = counted("single", {"anna": 3, "berit": 2}, winner_withdraws="runner_up")
    decline_candidacy(edition.candidates.get(slug="anna"))
    asked = questions(newest(edition))

    decided(edition, RUNNER_UP, slugs=["berit"], reason="Vinnaren har dragit sig ur.")
    public_result(edition)
    page, first = (
        client.get(path("result", edition)).text,
        client.get(path("result_version", edition, 1)).text,
    )

    assert [(q.why, q.acts) for q in asked] == [(("withdrawn",), (RUNNER_UP,))]
    assert "<h2>Berit</h2>" in page
    assert "version 1" in page
    assert "Nu gäller en annan" in first


@pytest.mark.parametrize(
    ("rule", "acts"),
    [
        ("runner_up", (RUNNER_UP,)),
        ("withheld", (WITHHOLD,)),
        ("jury", (MEETING, WITHHOLD)),
    ],
)
def test_rule_book_says_what_follows_when_a_winner_withdraws(rule, acts):
    edition = counted("single", {"anna": 3, "berit": 2}, public=False, winner_withdraws=rule)
    decline_candidacy(edition.candidates.get(slug="anna"))

    assert [q.acts for q in questions(newest(edition))] == [acts]


def test_winner_who_withdrew_in_time_is_held_until_people_have_decided(client):
    edition = counted("single", {"anna": 3, "berit": 2}, public=False, winner_withdraws="runner_up")
    decline_candidacy(edition.candidates.get(slug="anna"))
    announce(edition)
    held = client.get(path("result", edition)).text

    decided(edition, RUNNER_UP, slugs=["berit"])
    public_result(edition)
    page = client.get(path("result", edition)).text

    assert Announcement.objects.get(result__version=1).held == [CATEGORY]
    assert "Inte avgjort ännu" in held
    assert "<h2>Berit</h2>" in page
    assert "Anna" not in held + page


def test_correction_strikes_whoever_should_not_have_stood_and_keeps_the_first_version(client):
    edition = counted("single", {"anna": 3, "berit": 2})
    first = newest(edition)

    result = decided(edition, CORRECT, slugs=["anna"], reason="Anna satt i styrelsen.")
    public_result(edition)
    page = client.get(path("result", edition)).text
    packages = [client.get(path("version_package", edition, n)).content for n in (1, 2)]

    assert "<h2>Berit</h2>" in page
    assert "Anna satt i styrelsen." in page
    assert [sha256_of(package) for package in packages] == [first.sha256, result.sha256]
    assert all(recount_package(package).agrees for package in packages)
    assert client.get(path("result_version", edition, 1)).status_code == 200
    assert client.get(path("result_version", edition, 3)).status_code == 404


def test_new_version_is_told_by_mail_with_its_hash(tied):
    decided(tied, WITHHOLD)

    tick()

    told = Message.objects.filter(occasion=f"announced:{tied.pk}:2")
    assert told.exists()
    assert newest(tied).sha256 in told.first().text


def test_jury_writes_once_about_a_winner_of_a_later_version(tied):
    decided(tied, MEETING, slugs=["berit"], minutes="Vi sågs.")
    public_result(tied)
    category, author = tied.categories.get(), make_organiser(tied)

    write_motivation(category, text_sv="För modet.", text_en="", by=author)
    with pytest.raises(TooLate):
        write_motivation(category, text_sv="Nej.", text_en="", by=author)

    assert category_results(newest(tied))[0].motivation.text_sv == "För modet."


def test_words_about_one_winner_are_not_shown_beside_another():
    edition = counted("single", {"anna": 3, "berit": 2}, public=False)
    author = make_organiser(edition)
    write_motivation(edition.categories.get(), text_sv="För Anna.", text_en="", by=author)
    announce(edition)

    decided(edition, CORRECT, slugs=["anna"], reason="Anna satt i styrelsen.")

    assert category_results(newest(edition))[0].motivation is None


def test_erased_name_stays_away_from_later_versions(client):
    edition = counted("single", {"anna": 3, "berit": 2, "cecilia": 1})
    erase_name(edition, alias(edition, "cecilia"))

    result = decided(edition, CORRECT, reason="Räknat om.")
    public_result(edition)

    assert alias(edition, "cecilia") not in result.content["names"]
    assert "Cecilia" not in client.get(path("result", edition)).text
    assert recounted(result).agrees
