"""In which order finalists stand: everybody is met first, and says so."""

from collections import Counter
from datetime import timedelta

import pytest

from award.programme.domain.calendar import calendar
from award.programme.domain.turns import orders, turned
from tests.factories import make_candidate, make_edition, make_entry
from tests.time_travel import stopped_clock
from tests.voting.ballots.browsing import Browser
from tests.voting.ballots.electorate import CATEGORY, NAMES, make_vote
from tests.voting.ballots.turning import HOUR, ORDERS, hour_of, order_cookie, with_number
from voting.ballots.models import Ballot

pytestmark = pytest.mark.django_db
PLACES = ("finalists", "edition")


@pytest.fixture
def round():
    return make_vote()


@pytest.fixture
def moment(round):
    """The first minute of an hour in which the vote is open, hours before it closes."""
    now = calendar(round.edition).now
    return now.replace(minute=1, second=0, microsecond=0) + HOUR


def order_on(text):
    """The finalists in the order in which the page names them for the first time."""
    return sorted(NAMES, key=lambda name: text.index(f"<strong>{name.title()}"))


def order_of_articles(text):
    return sorted(NAMES, key=lambda name: text.index(f'id="{name}"'))


def shown(round, place):
    text = Browser(round).get(place).text
    return order_of_articles(text) if place == "finalists" else order_on(text)


def on_paper(browser):
    return order_on(browser.get("vote").text)


@pytest.mark.parametrize("place", PLACES)
def test_public_list_turns_by_the_hour_and_everybody_comes_first_equally_often(
    round, moment, place
):
    first = Counter()
    for hours in range(orders(len(NAMES))):
        with stopped_clock(moment + hours * HOUR):
            first[shown(round, place)[0]] += 1

    assert first == dict.fromkeys(NAMES, 2)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("number", range(6))
def test_public_list_has_the_order_of_its_hour(round, place, number):
    with stopped_clock(hour_of(round, number)):
        assert shown(round, place) == ORDERS[number]


@pytest.mark.parametrize("place", PLACES)
def test_within_the_hour_the_public_list_stands_still_for_everybody(round, moment, place):
    seen = []
    for minutes in (0, 20, 58):
        with stopped_clock(moment + timedelta(minutes=minutes)):
            seen.append(shown(round, place))

    assert seen[0] == seen[1] == seen[2]


def test_public_list_heeds_no_browsers_number(round, moment):
    with stopped_clock(moment):
        texts = [with_number(round, number).get("finalists").text for number in range(1, 7)]

    assert len({tuple(order_of_articles(text)) for text in texts}) == 1


def test_after_the_announcement_finalists_stand_by_name_and_nothing_turns():
    round = make_vote("announced")

    text = Browser(round, "en").get("finalists").text

    assert order_of_articles(text) == sorted(NAMES)
    assert "turns every hour" not in text


@pytest.mark.parametrize(
    ("language", "words"), [("sv", "växlar varje timme"), ("en", "turns every hour")]
)
@pytest.mark.parametrize("place", PLACES)
def test_public_list_says_that_it_turns(round, place, language, words):
    assert words in Browser(round, language).get(place).text


@pytest.mark.parametrize(("language", "words"), [("sv", "är lottad"), ("en", "drawn by lot")])
def test_paper_says_that_its_order_is_drawn(round, language, words):
    assert words in Browser(round, language).get("vote").text


def test_paper_keeps_its_order_in_a_browser(round, moment):
    browser = Browser(round)
    first = on_paper(browser)

    with stopped_clock(moment):
        later = [on_paper(browser) for _ in range(5)]

    assert later == [first] * 5


def test_paper_that_is_refused_comes_back_in_the_same_order(round):
    browser = with_number(round, 4)

    again = browser.choose(email="", **{CATEGORY: "berit"})

    assert (again.status_code, order_on(again.text)) == (422, on_paper(browser))


def test_paper_keeps_its_order_over_a_mistake_the_code_and_the_receipt_to_a_second_vote(round):
    browser = with_number(round, 4)
    first = on_paper(browser)

    mistaken = order_on(browser.choose(email="", **{CATEGORY: "berit"}).text)
    receipt = browser.client.get(browser.vote()["Location"])
    second = on_paper(browser)
    browser.vote(**{CATEGORY: "cecilia"})

    assert receipt.status_code == 200
    assert [first, mistaken, second, on_paper(browser)] == [ORDERS[4]] * 4


def test_paper_has_the_same_order_in_both_languages(round):
    browser = with_number(round, 3)
    swedish = on_paper(browser)
    browser.language = "en"

    assert (swedish, on_paper(browser)) == (ORDERS[3], ORDERS[3])


def test_paper_of_another_vote_leaves_the_order_alone(round):
    browser, other = with_number(round, 3), Browser(make_vote())
    on_paper(browser)
    before = browser.client.cookies[order_cookie(round)].OutputString()

    other.client = browser.client
    on_paper(other)

    assert order_cookie(other.round) in browser.client.cookies
    assert browser.client.cookies[order_cookie(round)].OutputString() == before


def test_over_all_numbers_everybody_comes_first_on_equally_many_papers(round):
    first = Counter(on_paper(with_number(round, n))[0] for n in range(1, 1 + orders(len(NAMES))))

    assert first == dict.fromkeys(NAMES, 2)


def test_browsers_draw_numbers_of_their_own(round):
    drawn = set()
    for _ in range(8):
        browser = Browser(round)
        browser.get("vote")
        drawn.add(browser.client.cookies[order_cookie(round)].value)

    assert len(drawn) > 1


@pytest.mark.parametrize("spoilt", ["", "x", "-1", "9" * 40, "0"])
def test_number_that_was_spoilt_is_drawn_anew(round, spoilt):
    browser = with_number(round, spoilt)

    answer = browser.get("vote")

    assert answer.status_code == 200
    assert browser.client.cookies[order_cookie(round)].value.isdecimal()
    assert int(browser.client.cookies[order_cookie(round)].value) > 0


def test_order_ends_with_the_vote_and_no_script_reads_it(round, moment):
    browser = Browser(round)
    with stopped_clock(moment):
        browser.get("vote")

    kept = browser.client.cookies[order_cookie(round)]
    assert kept["max-age"] == (round.closes_at - moment) // timedelta(seconds=1)
    assert (kept["httponly"], kept["samesite"]) == (True, "Lax")


def test_next_person_at_the_device_draws_again(round):
    browser = Browser(round)
    browser.vote()

    browser.client.post(browser.path("vote_next"))

    assert not browser.client.cookies[order_cookie(round)].value


@pytest.mark.parametrize(
    ("method", "marks", "choice"),
    [
        ("approval", {CATEGORY: NAMES}, "anna+berit+cecilia"),
        ("score", {f"{CATEGORY}--{name}": "3" for name in NAMES}, "anna:3+berit:3+cecilia:3"),
        ("schulze", {f"{CATEGORY}--{name}": "1" for name in NAMES}, "anna=berit=cecilia"),
    ],
)
def test_ballot_says_nothing_of_the_order_of_its_paper(method, marks, choice):
    round = make_vote(method=method)
    for number in (1, 2, 3, 4, 5, 6):
        browser = with_number(round, number)
        in_order = {
            name: turned(marks[name], number) if name == CATEGORY else marks[name]
            for name in turned(sorted(marks), number)
        }
        browser.vote(f"{number}@example.org", **in_order)

    assert set(Ballot.objects.values_list("choice", flat=True)) == {choice}


@pytest.mark.parametrize("place", [*PLACES, "vote"])
def test_where_each_category_has_one_finalist_nothing_is_said_of_an_order(place):
    edition = make_edition("vote", categories=2)
    for category in edition.categories.all():
        candidate = make_candidate(edition, f"Ensam {category.position}")
        make_entry(edition, "vote", candidate=candidate, category=category)

    text = Browser(edition.rounds.get(kind="vote"), "en").get(place).text

    assert "Ensam 1" in text
    assert "comes first equally often" not in text
