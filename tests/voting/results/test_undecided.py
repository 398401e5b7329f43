"""Nobody wins by silence: what the count leaves open is sealed so, and not announced."""

import pytest

from award.mail.domain.ticking import tick
from award.mail.models import Message
from tests.factories import make_edition
from tests.voting.ballots.electorate import make_vote, vote_for
from tests.voting.results.deciding import state_of
from tests.voting.results.playing import (
    CATEGORY,
    EVERYTHING,
    announce,
    close_jury,
    close_vote,
    counted,
    judge,
    newest,
    open_vote,
    path,
    settled,
)
from voting.results.domain.announcing import public_result
from voting.results.domain.standings import category_results
from voting.results.panel import ResultPanel
from voting.results.recount.recounting import recounted

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("ballots", "rules", "reason"),
    [
        ({}, {}, "no_ballots"),
        ({"anna": 1, "berit": 1}, {"ties": ("first_places",)}, "tie"),
    ],
)
def test_vote_that_chooses_nobody_is_sealed_as_undecided(ballots, rules, reason):
    edition = counted("single", ballots, **rules)

    content = newest(edition).content["categories"][CATEGORY]
    assert (content["status"], content["reasons"], content["placements"]) == (
        "undecided",
        [reason],
        [],
    )
    assert recounted(newest(edition)).agrees


def test_vote_without_votes_beside_a_jury_decides_nothing():
    edition = settled({"anna": 2, "bea": 4}, {})

    assert state_of(edition) == "undecided"


def test_jury_below_its_quorum_lets_all_on_and_decides_nothing():
    edition = make_edition("jury", rules={"publication": EVERYTHING})
    judge(edition, {"anna": 0, "bea": 0})
    close_jury(edition)
    on_paper = sorted(e.candidate.slug for e in edition.rounds.get(kind="vote").entries.all())
    open_vote(edition)
    close_vote(edition)
    tick()

    assert on_paper == ["anna", "bea"]
    assert "no_quorum" in newest(edition).content["categories"][CATEGORY]["reasons"]


def test_clock_announces_nothing_that_is_undecided(tied, client):
    page = client.get(path("result", tied)).text
    front = client.get(path("edition", tied)).text

    assert public_result(tied) is None
    assert not Message.objects.filter(occasion__startswith="announced").exists()
    for text in (page, front):
        assert "Inte avgjort ännu" in text
        assert "Första platsen är delad" in text
        assert "Anna" not in text
    assert client.get(path("recount_package", tied)).status_code == 404


def test_other_categories_are_announced(client):
    round = make_vote(categories=2, kinds=("vote",), rules={"publication": EVERYTHING})
    vote_for(round, "anna")
    edition = round.edition
    close_vote(edition)

    result = announce(edition)
    page = client.get(path("result", edition)).text

    assert [each.state for each in category_results(result)] == ["decided", "undecided"]
    assert "Anna" in page
    assert "Inte avgjort ännu" in page


def test_desk_says_on_its_first_page_what_is_to_be_decided(tied):
    waiting = [d.text for d in ResultPanel().decisions(tied)]

    assert waiting == [
        "Kategori 1 är inte avgjord: Första platsen är delad, och reglerna har inget mer som skiljer dem åt."
    ]
