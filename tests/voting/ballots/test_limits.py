"""What a ballot paper keeps to: how many names, how many points, which highest score."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.urls import reverse

from award.programme.models import Round
from award.rules.domain.books import adopt, locked, rules_in_force
from nominations.models import Entry
from tests.factories import make_edition, make_organiser
from tests.time_travel import triggers_asleep
from tests.voting.ballots.browsing import Browser
from tests.voting.ballots.electorate import CATEGORY, make_vote
from tests.voting.count.packages import SEED, alias, package, recount
from voting.ballots.domain.choosing import ChoiceRefused, check_choices, highest_number
from voting.ballots.models import PendingVote
from voting.count.lots import commitment
from voting.count.reckoning import Material

pytestmark = pytest.mark.django_db


def limited(method: str, limit: int | None) -> Round:
    round = make_vote(method=method)
    with triggers_asleep():
        edition = locked(round.edition)
        rules = rules_in_force(edition)
        vote = replace(rules.vote, limit=limit)
        adopt(edition, rules.having(vote=vote), by=None, actor="system")
    return round


@pytest.mark.parametrize(
    ("method", "limit", "kept", "broken"),
    [
        ("approval", 2, "anna+berit", "anna+berit+cecilia"),
        ("eph", 1, "anna", "anna+berit"),
        ("approval", None, "anna+berit+cecilia", None),
        ("points", 5, "anna:3+berit:2", "anna:3+berit:3"),
        ("points", None, "anna:10", "anna:11"),
        ("points", 20, "anna:20", "anna:20+berit:1"),
        ("score", 10, "anna:10+berit:10", "anna:11"),
        ("score", None, "anna:5", "anna:6"),
        ("star", None, "anna:5", "anna:6"),
    ],
)
def test_a_choice_keeps_to_the_paper_wherever_it_comes_from(method, limit, kept, broken):
    entries = list(Entry.objects.on_shortlist(make_vote(method=method)))

    check_choices({CATEGORY: kept}, method=method, entries=entries, limit=limit)
    if broken:
        with pytest.raises(ChoiceRefused):
            check_choices({CATEGORY: broken}, method=method, entries=entries, limit=limit)


def test_highest_number_is_the_limit():
    assert [highest_number(m, 7, 3) for m in ("score", "points", "irv")] == [3, 3, 7]


def test_the_paper_says_its_limit_and_takes_no_more():
    browser = Browser(limited("approval", 2))

    page = browser.get("vote").text
    refused = browser.choose(**{CATEGORY: ["anna", "berit", "cecilia"]})
    taken = browser.choose(**{CATEGORY: ["anna", "berit"]})

    assert "Välj högst 2." in page
    assert (refused.status_code, "Välj högst 2." in refused.text) == (422, True)
    assert taken.status_code == 302
    assert PendingVote.objects.count() == 1


def test_points_and_scores_are_said_with_their_limits():
    points, scores = Browser(limited("points", 6)), Browser(limited("score", 10))

    assert "6 poäng" in points.get("vote").text
    page = scores.get("vote").text
    assert "mellan 0 och 10" in page
    assert 'max="10"' in page


def book(method: str, limit: int) -> dict:
    vote = {"slug": "vote", "kind": "vote", "method": method, "limit": limit}
    return {
        "format": "forebild-rules/2",
        "categories": [{"slug": "first"}],
        "rounds": [vote],
        "combination": {"rule": "shares", "weights": {"jury": 1, "public": 1}},
        "ties": [],
        "lot": {"commitment": commitment(SEED)},
    }


@pytest.mark.parametrize(
    ("method", "ballot", "limit", "holds"),
    [
        ("approval", "{a}+{b}", 2, True),
        ("approval", "{a}+{b}", 1, False),
        ("eph", "{a}+{b}", 1, False),
        ("points", "{a}:12", 12, True),
        ("points", "{a}:12", 11, False),
        ("score", "{a}:9", 9, True),
        ("score", "{a}:9", 8, False),
    ],
)
def test_a_stranger_sees_a_ballot_that_goes_beyond_it(tmp_path, method, ballot, limit, holds):
    a, b = alias("a"), alias("b")
    material = Material("first", [a, b], ballots=[(ballot.format(a=a, b=b), 1)])
    made = package(book(method, limit), [material], receipts=[f"{uuid4().int:064x}"[-64:]])

    code, said = recount(tmp_path, made.archive)

    assert (code, "no such paper" in said) == (0 if holds else 1, not holds)


def test_organisers_set_it_and_what_cannot_have_one_is_refused(client):
    edition = make_edition("before", method="approval")
    client.force_login(make_organiser(edition))
    path = reverse("desk_rules_round", args=[edition.award.slug, edition.year, "vote"])
    form = client.get(path).context["form"]
    sent = {n: form[n].value() for n in form.fields if form[n].value() is not None}
    sent = {n: f"{v:%Y-%m-%dT%H:%M}" if hasattr(v, "year") else v for n, v in sent.items()}

    wrong = client.post(path, sent | {"method": "single", "limit": "3"})
    client.post(path, sent | {"limit": "3"})

    assert list(wrong.context["form"].errors) == ["limit"]
    assert rules_in_force(edition).vote.limit == 3
    assert edition.rule_books.adopted().first().rules["format"] == "forebild-rules/2"
