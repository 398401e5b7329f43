"""What a vote asks of the database: at a spike, statements are what everybody waits for."""

import pytest

from tests.posted import code_mailed_to
from tests.voting.ballots.browsing import EVA, Browser
from tests.voting.ballots.electorate import make_vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser():
    """One whose neighbour has voted: what is made once a round is there."""
    round = make_vote()
    Browser(round).vote("nabo@example.org")
    return Browser(round)


def test_paper_takes_two_statements(browser, django_assert_num_queries):
    with django_assert_num_queries(2):
        browser.get("vote")


def test_code_is_mailed_with_seventeen_statements_at_most(browser, django_assert_max_num_queries):
    with django_assert_max_num_queries(2 + 17):  # a fresh paper first
        browser.choose()


def test_page_for_the_code_takes_three_statements(browser, django_assert_num_queries):
    page = browser.choose()["Location"]

    with django_assert_num_queries(3):
        browser.client.get(page)


def test_vote_is_cast_with_sixteen_statements_at_most(browser, django_assert_max_num_queries):
    page = browser.choose()["Location"]
    code = code_mailed_to(EVA)

    with django_assert_max_num_queries(16):
        browser.type_code(page, code)


def test_receipt_takes_three_statements(browser, django_assert_num_queries):
    receipt = browser.vote()["Location"]

    with django_assert_num_queries(3):
        browser.client.get(receipt)
