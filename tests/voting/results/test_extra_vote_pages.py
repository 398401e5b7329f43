"""What everybody, and whoever organises, reads of an extra vote: before, while and after."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from award.people.models import Proposal
from nominations.domain.answering import decline_candidacy
from nominations.domain.asking import page_of
from nominations.models import Candidate
from tests.factories import get_round, move_round
from tests.posted import code_mailed_to, mails_to
from tests.reading import squeezed
from tests.time_travel import rewrite_window
from tests.voting.ballots.browsing import EVA, Browser
from tests.voting.ballots.electorate import make_vote, vote_for
from tests.voting.results.deciding import SIGNED_IN, two_of
from tests.voting.results.extra import (
    DAY,
    close,
    decide_extra,
    held,
    plan_for,
    two_categories,
    vote_in,
)
from tests.voting.results.playing import CATEGORY, alias, announce, path
from voting.ballots.panel import VotePanel
from voting.results.domain.questions import AGAIN
from voting.results.domain.settling import settle

pytestmark = pytest.mark.django_db
NAME = "Extra omröstning: Kategori 1"


def read(client, name, edition, *more):
    return squeezed(client.get(path(name, edition, *more)).text)


def wall(moment, edition):
    return f"{timezone.localtime(moment, edition.zone):%Y-%m-%dT%H:%M}"


def test_it_is_told_of_before_it_opens(tied, client):
    decide_extra(tied, plan_for(tied, opens_in=DAY))

    assert NAME in read(client, "edition", tied)
    assert "En extra omröstning hålls från" in read(client, "result", tied)
    assert NAME in read(client, "finalists", tied)
    assert NAME in read(client, "rules", tied)
    closed = read(client, "vote", tied)
    assert NAME in closed
    assert "Röstningen har inte öppnat än" in closed


def test_while_it_is_open_the_front_page_leads_to_it(tied, client):
    decide_extra(tied)

    page = read(client, "edition", tied)

    assert f'href="{path("vote", tied)}"' in page
    assert NAME in page
    assert "Anna" in page
    assert "Cecilia" not in page


def test_ballot_shows_its_category_and_those_who_stand_alone():
    edition = two_categories()
    round = decide_extra(edition)

    page = squeezed(Browser(round).get("vote").text)

    assert f"<h1>{NAME}</h1>" in page
    assert "Kategori 2" not in page
    assert ("Anna" in page, "Cecilia" in page) == (True, False)


def test_vote_from_the_paper_to_the_receipt_that_is_counted(tied):
    round = decide_extra(tied)
    browser = Browser(round)
    page = browser.choose()["Location"]
    code_page, mailed = squeezed(browser.client.get(page).text), mails_to(EVA)[0].text
    receipt = squeezed(browser.client.get(browser.type_code(page)["Location"]).text)
    stored = round.ballots.get()

    assert NAME in code_page
    assert NAME in mailed
    assert NAME in receipt
    checked = browser.client.post(browser.path("receipt_check"), {"receipt": stored.receipt})
    assert f'<p class="eyebrow">{NAME}</p>' in squeezed(checked.text)
    close(round)
    again = browser.client.post(browser.path("receipt_check"), {"receipt": stored.receipt})
    assert "låg i urnan när omröstningen förseglades" in squeezed(again.text)


def test_receipt_of_the_ordinary_vote_is_still_found():
    round = make_vote(kinds=("vote",), rules={"ties": ("first_places",)})
    code, _ = (vote_for(round, slug).code for slug in ("anna", "berit"))
    edition = move_round(round, closes_in=-timedelta(minutes=1)).edition
    settle(edition)
    announce(edition)
    decide_extra(edition)
    browser = Browser(get_round(edition, "vote"))

    answer = browser.client.post(browser.path("receipt_check"), {"receipt": code})

    assert "låg i urnan när omröstningen förseglades" in squeezed(answer.text)
    assert f'<p class="eyebrow">{NAME}</p>' not in squeezed(answer.text)


def test_voter_of_the_ordinary_vote_may_vote_in_it_too(tied):
    round = decide_extra(tied)

    first, second = (vote_for(round, slug, email=EVA) for slug in ("anna", "berit"))

    assert first.code != second.code
    assert round.voters.count() == 1


def test_when_it_is_over_the_vote_page_says_so(tied, client):
    round = decide_extra(tied)
    vote_in(round, {"anna": 1})
    close(round)

    page = read(client, "vote", tied)

    assert NAME in page
    assert "Röstningen är slut" in page


def test_other_categories_are_shown_as_announced_while_it_is_held(client):
    edition = two_categories()
    decide_extra(edition)

    page = read(client, "result", edition)

    assert "<h2>Cecilia</h2>" in page
    assert "En extra omröstning hålls från" in page
    assert f'href="{path("vote", edition)}"' in page


def test_result_tells_how_many_voted_in_it(client):
    edition = two_categories()
    held(edition, {"anna": 2})

    page = read(client, "result", edition)

    assert "I den extra omröstningen om Kategori 1 röstade 2 personer" in page
    assert "Avgjort genom en extra omröstning" in page
    assert "Version 3" in page


def test_page_settles_it_when_no_clockwork_has(tied, client):
    """With every process but the web dead."""
    round = decide_extra(tied)
    vote_in(round, {"berit": 1})
    closed = timezone.now() - timedelta(minutes=1)
    rewrite_window(round, opens_at=closed - DAY, closes_at=closed)

    assert "<h2>Berit</h2>" in read(client, "result", tied)


def test_desk_tells_how_many_have_voted_and_not_for_whom(tied, client):
    round = decide_extra(tied)
    vote_in(round, {"anna": 2, "berit": 1})
    one, _ = two_of(tied)
    client.force_login(one, backend=SIGNED_IN)

    page = read(client, "desk_edition", tied)

    assert [f.value for f in VotePanel().figures_of(round)] == ["3", "0"]
    assert NAME in page
    assert "inte avgjord" not in page


def test_desk_says_when_hardly_anybody_stands_in_it(tied):
    decide_extra(tied)
    assert VotePanel().decisions(tied) == []
    decline_candidacy(tied.candidates.get(slug="anna"))

    texts = [decision.text for decision in VotePanel().decisions(tied)]

    assert any("Anna" in text for text in texts)
    assert any("1 kategori" in text for text in texts)


def asked(edition, **changes):
    now = timezone.now()
    return {
        "act": AGAIN,
        "stands": [alias(edition, "anna"), alias(edition, "berit")],
        "opens_at": wall(now + DAY, edition),
        "closes_at": wall(now + 3 * DAY, edition),
        "reason": "Vi röstar igen.",
    } | changes


def test_it_is_proposed_on_the_desk(tied, client):
    client.force_login(two_of(tied)[0], backend=SIGNED_IN)

    client.post(path("desk_result_decision", tied, CATEGORY), asked(tied))

    proposal = Proposal.objects.get()
    assert proposal.kind == AGAIN
    assert proposal.payload["aliases"] == sorted([alias(tied, "anna"), alias(tied, "berit")])
    page = read(client, "desk_results", tied)
    assert "Anna, Berit." in page or "Berit, Anna." in page


def test_desk_offers_those_who_tie(tied, client):
    client.force_login(two_of(tied)[0], backend=SIGNED_IN)

    page = read(client, "desk_result_decision", tied, CATEGORY)

    ticked = [slug for slug in ("anna", "berit", "cecilia") if _ticked(page, alias(tied, slug))]
    assert ticked == ["anna", "berit"]


def _ticked(page, value):
    tag = page.split(f'name="stands" value="{value}"')[1].split(">")[0]
    return "checked" in tag


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"closes_at": ""}, "Skriv när den extra omröstningen stänger"),
        ({"stands": []}, "Välj minst 2"),
        ({"opens_at": "igår"}, "Skriv dag och klockslag"),
        ({"opens_at": "2020-01-01T12:00"}, "har passerat"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(tied, client, changes, field):
    client.force_login(two_of(tied)[0], backend=SIGNED_IN)

    answer = client.post(path("desk_result_decision", tied, CATEGORY), asked(tied, **changes))

    assert answer.status_code == 422
    assert field.lower() in answer.text.lower()
    assert "Vi röstar igen." in answer.text
    assert not Proposal.objects.exists()


def test_left_empty_it_opens_when_the_second_has_said_yes(tied, client):
    client.force_login(two_of(tied)[0], backend=SIGNED_IN)

    client.post(path("desk_result_decision", tied, CATEGORY), asked(tied, opens_at=""))

    assert Proposal.objects.get().payload["opens_at"] is None


def test_timeline_has_it_after_the_announcement(tied, client):
    decide_extra(tied)

    page = read(client, "edition", tied)

    assert page.index("Tillkännagivandet") < page.rindex(NAME)


def test_english_pages_call_it_by_name(tied):
    round = decide_extra(tied)

    browser = Browser(round, "en")

    assert "Extra vote: Category 1" in browser.get("edition").text
    assert "This vote alone decides" in squeezed(browser.get("vote").text)


def her_page(client, edition, slug) -> str:
    candidate = Candidate.objects.get(edition=edition, slug=slug)
    return squeezed(client.get(urlsplit(page_of(candidate)).path).text)


def test_her_own_page_tells_of_it_while_she_stands_in_it(tied, client):
    round = decide_extra(tied)

    stands, not_in_it = her_page(client, tied, "anna"), her_page(client, tied, "cecilia")
    close(round)

    assert "Du står i en extra omröstning om Kategori 1" in stands
    assert "Du står i en extra omröstning" not in not_in_it
    assert "Du står i en extra omröstning" not in her_page(client, tied, "anna")


def test_mail_leads_to_her_own_page_by_a_link_that_is_good(tied, client):
    Candidate.objects.filter(edition=tied).update(
        email="anna@example.org", link_sent_at=timezone.now() - 400 * DAY
    )
    decide_extra(tied)

    mail = mails_to("anna@example.org")[0].text
    address = re.search(r"https?://[^/]+(/\S+/svar/\S+)", mail)[1]

    assert client.get(address).status_code == 200


def test_her_own_page_offers_nothing_that_would_be_refused(tied, client):
    Candidate.objects.filter(edition=tied).update(email="anna@example.org")
    decide_extra(tied)

    shown = her_page(client, tied, "anna")

    for offered in (
        'name="picture_sent"',
        'name="public_name"',
        'name="name"',
        'value="protect"',
        'name="accept"',
    ):
        assert offered not in shown, offered
    assert 'name="decline"' in shown
    assert "Röstningen är över" in shown


def test_she_leaves_it_on_her_own_page(tied, client):
    Candidate.objects.filter(edition=tied).update(email="anna@example.org")
    decide_extra(tied)
    anna = Candidate.objects.get(edition=tied, slug="anna")
    place = urlsplit(page_of(anna)).path
    client.post(place, {"send_code": "answer"})

    client.post(place, {"decline": "1", "code": code_mailed_to("anna@example.org")})

    anna.refresh_from_db()
    assert anna.declined_at
