"""People decide what the count left open, and everybody can read it."""

import pytest

from award.people.domain.two_persons import ActRefused, OutsideWitness, approve
from award.people.models import Proposal
from tests.factories import make_organiser, make_role
from tests.voting.results.deciding import SIGNED_IN, decided, proposed, two_of
from tests.voting.results.extra import decide_extra
from tests.voting.results.playing import CATEGORY, alias, counted, newest, path
from voting.results.domain.announcing import public_result
from voting.results.domain.questions import MEETING, RUNNER_UP, WITHHOLD, questions
from voting.results.domain.storing import archive_of
from voting.results.models import EditionResult
from voting.results.recount import recounting
from voting.results.recount.recounting import recount_package

pytestmark = pytest.mark.django_db


def test_jurys_meeting_names_a_winner_in_a_new_version(tied, client):
    first = newest(tied)

    result = decided(
        tied, MEETING, slugs=["berit"], minutes="Alla fem deltog.", reason="Juryn enades."
    )
    announced = public_result(tied)
    page = client.get(path("result", tied)).text

    assert (result.version, result.content["earlier"]) == (2, first.sha256)
    assert announced == result
    assert "<h2>Berit</h2>" in page
    assert "Juryn enades." in page
    assert "Alla fem deltog." not in page
    assert recount_package(archive_of(result)).agrees


def test_version_bears_reason_two_names_and_the_counters_agreement(tied, client):
    one, other = two_of(tied)
    approve(proposed(tied, WITHHOLD, by=one, reason="Ingen av dem nådde hela vägen."), by=other)

    page = client.get(path("result", tied)).text

    assert "Ingen av dem nådde hela vägen." in page
    assert f"{one.name}, {other.name}" in page
    assert "Ingen får priset" in page
    assert "Båda räkneprogrammen är överens" in page


def test_new_version_is_published_only_when_both_counters_agree(tied, monkeypatch):
    lying = recounting.Verdict(agrees=False, words="DIFFERS")
    monkeypatch.setattr(recounting, "recount_package", lambda *_: lying)

    decided(tied, WITHHOLD)

    assert public_result(tied) is None


def test_extra_vote_is_told_and_asks_nothing_meanwhile(tied, client):
    decide_extra(tied, reason="Vi röstar igen i december.")

    page = client.get(path("result", tied)).text

    assert public_result(tied) is None
    assert "Vi röstar igen i december." in page
    assert questions(newest(tied)) == []


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        (MEETING, {}),
        (MEETING, {"slugs": ["anna"]}),
        (MEETING, {"minutes": "Vi sågs."}),
        (WITHHOLD, {"slugs": ["anna"]}),
        (RUNNER_UP, {"slugs": ["anna"]}),
    ],
)
def test_decision_that_does_not_fit_is_refused(tied, kind, options):
    with pytest.raises(ActRefused):
        proposed(tied, kind, by=two_of(tied)[0], **options)


def test_category_that_is_decided_cannot_be_decided_again():
    edition = counted("single", {"anna": 2})

    with pytest.raises(ActRefused):
        proposed(edition, WITHHOLD, by=two_of(edition)[0])


def test_second_proposal_on_an_older_version_lapses(tied):
    one, other = two_of(tied)
    meeting = proposed(tied, MEETING, by=one, slugs=["anna"], minutes="Vi sågs.")
    withhold = proposed(tied, WITHHOLD, by=one)
    approve(meeting, by=other)

    with pytest.raises(ActRefused):
        approve(withhold, by=other)

    withhold.refresh_from_db()
    assert withhold.state == "lapsed"
    assert EditionResult.objects.of(tied).count() == 2


def test_lone_organiser_needs_a_witness_for_a_result_and_no_hours_do(tied):
    alone = make_organiser(tied)

    with pytest.raises(ActRefused):
        proposed(tied, WITHHOLD, by=alone)
    waiting = proposed(
        tied, WITHHOLD, by=alone, witness=OutsideWitness("Vera Vittne", "vera@example.com")
    )

    assert (waiting.needs, waiting.takes_effect_at) == ("witness", None)


def test_words_of_a_proposal_do_not_say_who_wins(tied):
    proposal = proposed(
        tied, MEETING, by=two_of(tied)[0], slugs=["berit"], minutes="Berit vann.", reason="Enigt."
    )

    assert "Berit" not in str(proposal.words)


def test_desk_shows_organisers_who_is_proposed_and_the_minutes(tied, client):
    one, other = two_of(tied)
    proposed(tied, MEETING, by=one, slugs=["berit"], minutes="Alla var med.")
    client.force_login(other, backend=SIGNED_IN)

    page = client.get(path("desk_results", tied)).text

    assert "Alla var med." in page
    assert "Berit." in page


def test_decision_is_proposed_on_the_desk(tied, client):
    one, _other = two_of(tied)
    client.force_login(one, backend=SIGNED_IN)
    address = path("desk_result_decision", tied, CATEGORY)
    wrong = client.post(address, {"act": MEETING, "reason": "Enigt."})

    client.post(
        address,
        {
            "act": MEETING,
            "winner": alias(tied, "anna"),
            "minutes": "Vi sågs.",
            "reason": "Enigt.",
        },
    )

    assert wrong.status_code == 422
    assert Proposal.objects.get().payload["aliases"] == [alias(tied, "anna")]


def test_lone_organiser_is_asked_for_a_witness_on_the_desk(tied, client):
    client.force_login(make_organiser(tied), backend=SIGNED_IN)
    address = path("desk_result_decision", tied, CATEGORY)

    page = client.get(address).text
    refused = client.post(address, {"act": WITHHOLD, "reason": "Ingen räckte till."})

    assert "witness_email" in page
    assert refused.status_code == 422


@pytest.mark.parametrize("kind", ["reader", "juror"])
def test_nobody_but_organisers_decides(tied, client, kind):
    client.force_login(make_role(tied, kind), backend=SIGNED_IN)

    for name in ("desk_result_decision", "desk_result_correction"):
        assert client.get(path(name, tied, CATEGORY)).status_code == 404
