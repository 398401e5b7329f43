"""An undecided category is voted on once more, and that vote alone decides."""

from datetime import timedelta

import pytest
from django.utils import timezone

from award.mail.models import Message, Outage
from award.people.domain.acts import ActRefused
from award.programme.models import Seal
from award.rules.domain.notices import notices
from nominations.domain.answering import decline_candidacy
from tests.factories import get_round
from tests.reading import squeezed
from tests.voting.results.deciding import decided, proposed, state_of, two_of
from tests.voting.results.extra import (
    REASON,
    close,
    decide_extra,
    held,
    plan_for,
    two_categories,
    vote_in,
)
from tests.voting.results.playing import (
    CATEGORY,
    IN_FIGURES,
    alias,
    counted,
    newest,
    path,
    places,
    settled,
)
from voting.ballots.domain import receipts
from voting.results.domain import extra_votes
from voting.results.domain.announcing import public_result
from voting.results.domain.failing import failure_of
from voting.results.domain.questions import AGAIN, CORRECT, MEETING, WITHHOLD, questions
from voting.results.domain.settling import settle
from voting.results.domain.standings import category_results
from voting.results.domain.storing import archive_of, auditors_file_of
from voting.results.models import EditionResult
from voting.results.recount.archive import unpack
from voting.results.recount.recounting import recount_package

pytestmark = pytest.mark.django_db


def test_from_a_tie_to_a_winner(tied, client):
    """Undecided, decided on by two, voted on, sealed by the clock, announced, counted again by the other program."""
    before = newest(tied)
    round = decide_extra(tied)
    assert "Extra omröstning: Kategori 1" in client.get(path("edition", tied)).text
    codes = vote_in(round, {"anna": 1, "berit": 3})

    close(round)
    announced = public_result(tied)
    page = squeezed(client.get(path("result", tied)).text)

    assert [r.version for r in EditionResult.objects.of(tied)] == [3, 2, 1]
    assert announced.version == 3
    assert places(tied) == [(1, ["berit"]), (2, ["anna"])]
    assert "<h2>Berit</h2>" in page
    assert "Avgjort genom en extra omröstning" in page
    assert {receipts.state_of(code, round) for code in codes} == {"counted"}
    verdict = recount_package(archive_of(announced))
    assert verdict.agrees
    assert f"{CATEGORY}: an extra vote alone decides" in verdict.words
    assert f"{CATEGORY}: 1. Berit ({alias(tied, 'berit')})" in verdict.words
    assert before == EditionResult.objects.get(edition=tied, version=1)


def test_those_who_decided_on_the_vote_are_behind_the_version(tied):
    held(tied, {"anna": 2})

    correction = newest(tied).content["correction"]

    assert correction["reason"] == REASON
    assert len(correction["by"]) == 2
    assert newest(tied).content["decision"] == {}


def test_vote_alone_decides_whatever_the_jury_gave():
    edition = settled({"anna": 5, "berit": 3, "cecilia": 1}, {})
    assert state_of(edition) == "undecided"

    held(edition, {"cecilia": 2, "anna": 1}, plan_for(edition, "anna", "cecilia"))

    found = newest(edition).content["categories"][CATEGORY]
    assert places(edition) == [(1, ["cecilia"]), (2, ["anna"])]
    assert found["jury"] == {}
    assert recount_package(archive_of(newest(edition))).agrees


def test_undecided_again_the_desk_asks_anew(tied, client):
    held(tied, {})

    (question,) = questions(newest(tied))
    page = squeezed(client.get(path("result", tied)).text)

    assert (question.why, question.acts) == (("no_ballots",), (MEETING, WITHHOLD, AGAIN))
    assert "Den extra omröstningen avgjorde ingenting" in page
    assert public_result(tied) is None
    second = held(tied, {"anna": 1})
    assert second.supplements.slug == CATEGORY
    assert places(tied)[0] == (1, ["anna"])
    assert recount_package(archive_of(newest(tied))).agrees


def test_tie_in_the_extra_vote_leaves_it_open(tied):
    held(tied, {"anna": 2, "berit": 2})

    assert [q.why for q in questions(newest(tied))] == [("tie",)]


def test_nothing_is_asked_and_nothing_decided_while_it_is_to_come_or_open(tied):
    round = decide_extra(tied)

    assert questions(newest(tied)) == []
    with pytest.raises(ActRefused):
        proposed(tied, CORRECT, by=two_of(tied)[0], slugs=["cecilia"])
    with pytest.raises(ActRefused):
        proposed(tied, WITHHOLD, by=two_of(tied)[0])
    assert not Seal.objects.filter(round=round).exists()


def test_ordinary_vote_keeps_its_ballots_receipts_and_result(tied):
    ordinary = get_round(tied, "vote")
    before = receipts.leaves(ordinary)
    content = newest(tied).content["categories"][CATEGORY]

    round = held(tied, {"berit": 1})

    files = unpack(archive_of(newest(tied)))
    assert receipts.leaves(ordinary) == before
    assert files["receipts.txt"].decode().splitlines() == sorted(before + receipts.leaves(round))
    assert len(files["ballots.csv"].splitlines()) == 1 + 4
    assert "extra-ballots.csv" in files["README.txt"].decode()
    assert (
        files["extra-ballots.csv"].decode()
        == f"category,ballot\n{CATEGORY},{alias(tied, 'berit')}\n"
    )
    assert (
        EditionResult.objects.get(edition=tied, version=1).content["categories"][CATEGORY]
        == content
    )


def test_other_categories_stand_as_announced():
    """Only the category that is voted on again gets another outcome."""
    edition = two_categories()
    before = newest(edition).content["categories"]["kategori-2"]

    held(edition, {"anna": 1})

    result = public_result(edition)
    assert [c.state for c in category_results(result)] == ["decided", "decided"]
    assert result.content["categories"]["kategori-2"] == before
    assert result.content["extra_voters"] == {CATEGORY: 1}
    assert recount_package(archive_of(result)).agrees


def test_finalist_who_leaves_in_mid_vote_is_not_counted_and_told_of(tied):
    round = decide_extra(tied, plan_for(tied, "anna", "berit", "cecilia"))
    vote_in(round, {"anna": 3, "berit": 1})
    decline_candidacy(tied.candidates.get(slug="anna"))

    close(round)

    assert places(tied) == [(1, ["berit"]), (2, ["cecilia"])]
    assert newest(tied).content["naming_left"] == {CATEGORY: 3}
    assert recount_package(archive_of(newest(tied))).agrees


def test_organisers_hear_that_the_vote_is_open_when_somebody_leaves_it(tied):
    decide_extra(tied, plan_for(tied, "anna", "berit", "cecilia"))

    decline_candidacy(tied.candidates.get(slug="anna"))

    letter = Message.objects.filter(occasion__startswith="candidate-left:").first()
    assert "Röstningen pågår" in letter.text


def test_few_voters_are_published_as_figures_and_counted_again_with_what_is_sealed():
    edition = counted(
        "single", {"anna": 12, "berit": 12}, ties=("first_places",), publication=IN_FIGURES
    )

    held(edition, {"anna": 2, "berit": 1})

    result = newest(edition)
    assert result.content["publication"]["extra"] == {CATEGORY: {"as": "figures", "people": 3}}
    assert result.content["publication"]["public"] == {CATEGORY: {"as": "ballots", "people": 24}}
    alone = recount_package(archive_of(result))
    audited = recount_package(archive_of(result), auditors_file_of(result))
    assert (alone.agrees, audited.agrees) == (True, True)
    assert "public side not recounted" in alone.words
    assert "public side not recounted" not in audited.words


def test_those_who_stand_get_a_mail_each(tied):
    for slug in ("anna", "berit", "cecilia"):
        tied.candidates.filter(slug=slug).update(email=f"{slug}@example.org")

    decide_extra(tied)

    mails = Message.objects.filter(occasion__startswith="extra-vote:")
    assert sorted(m.recipient for m in mails) == ["anna@example.org", "berit@example.org"]
    assert all("Du är med i en extra omröstning" in m.subject for m in mails)


def test_correction_after_it_counts_the_extra_vote_anew(tied):
    held(tied, {"anna": 2, "berit": 1})

    decided(tied, CORRECT, slugs=["anna"], reason="Anna fick inte vara med.")

    assert places(tied) == [(1, ["berit"])]
    assert recount_package(archive_of(newest(tied))).agrees


def test_outage_in_its_last_hour_keeps_the_seal_waiting(tied):
    round = decide_extra(tied)
    vote_in(round, {"anna": 1})
    closed = timezone.now() - timedelta(minutes=1)
    Outage.objects.create(began_at=closed - timedelta(minutes=30), ended_at=closed)

    close(round, at=closed)

    assert not Seal.objects.filter(round=round).exists()
    assert any("låg nere" in notice for notice in notices(tied, now=timezone.now()))


def test_count_that_fails_is_calm_and_tried_again(tied, monkeypatch):
    round = decide_extra(tied)
    vote_in(round, {"anna": 1})
    with monkeypatch.context() as broken:
        broken.setattr(extra_votes, "make_version", _fails)
        close(round)
    assert failure_of(tied).what.startswith("RuntimeError")
    assert not Seal.objects.filter(round=round).exists()

    settle(tied)

    assert failure_of(tied) is None
    assert places(tied)[0] == (1, ["anna"])


def _fails(*_args, **_named):
    raise RuntimeError
