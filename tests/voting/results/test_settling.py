"""Sealing: what is counted, once, of what, and in whose presence."""

import threading
from datetime import timedelta
from fractions import Fraction
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import InternalError

from award.log.models import LogEntry
from award.programme.domain.guard import RoundNotClosed
from award.programme.models import Seal
from nominations.models import Entry
from tests.factories import get_round, make_edition, move_round
from tests.voting.results.playing import (
    CATEGORY,
    DAY,
    MINUTE,
    alias,
    close_jury,
    close_vote,
    judge,
    newest,
    open_vote,
    path,
    places,
    played,
    round_content,
    settled,
    slugs,
)
from voting.ballots.domain.casting import cast
from voting.count.lots import draw
from voting.results.domain import settling
from voting.results.domain.settling import seal_round, settle
from voting.results.models import EditionResult, RoundResult


@pytest.mark.django_db
def test_open_round_is_never_sealed():
    edition = make_edition("jury")

    with pytest.raises(RoundNotClosed):
        seal_round(get_round(edition, "jury"))
    settle(edition)

    assert not RoundResult.objects.filter(round__kind="jury").exists()


@pytest.mark.django_db
def test_jury_round_waits_for_its_grace():
    edition = make_edition("jury")
    judge(edition, {"anna": 3, "bea": 2})
    round = move_round(get_round(edition, "jury"), closes_in=-DAY + MINUTE)

    settle(edition)
    with pytest.raises(RoundNotClosed):
        seal_round(round)
    early = Seal.objects.filter(round=round).exists()
    close_jury(edition)

    assert (early, Seal.objects.filter(round=round).exists()) == (False, True)


@pytest.mark.django_db
def test_seal_is_written_with_the_result_and_bears_its_hash():
    edition = settled({"anna": 2, "bea": 4}, {"anna": 1})

    for result in RoundResult.objects.filter(round__edition=edition):
        assert Seal.objects.get(round=result.round).sha256 == result.sha256


@pytest.mark.django_db
def test_jury_round_lets_the_best_on_into_the_vote():
    edition = make_edition("jury")
    judge(edition, {f"k{n}": n for n in (1, 2, 3, 4, 5)} | {"k6": 4})

    close_jury(edition)

    on = Entry.objects.filter(round=get_round(edition, "vote"))
    assert sorted(e.candidate.slug for e in on) == ["k2", "k3", "k4", "k5", "k6"]


@pytest.mark.django_db
def test_candidate_below_the_quorum_is_not_placed():
    edition = make_edition("jury")
    judge(edition, {"anna": 4, "bea": 0})

    close_jury(edition)

    found = round_content(edition, "jury")["categories"][CATEGORY]
    assert found["finalists"] == [alias(edition, "anna")]
    assert found["below_quorum"] == [alias(edition, "bea")]


@pytest.mark.django_db
def test_tie_for_the_last_place_goes_to_the_lot_that_was_committed_to():
    edition = make_edition("jury")
    judge(edition, dict.fromkeys([f"k{n}" for n in range(7)], 3))

    close_jury(edition)

    finalists = round_content(edition, "jury")["categories"][CATEGORY]["finalists"]
    names = edition.candidates.values_list("alias", flat=True)
    assert finalists == sorted(draw(bytes(edition.lot_seed), names)[:5])


@pytest.mark.django_db
def test_result_is_jury_and_public_by_exact_shares():
    edition = settled({"anna": 5, "bea": 3, "cilla": 2}, {"anna": 1, "bea": 4, "cilla": 2})

    scores = slugs(edition, newest(edition).content["categories"][CATEGORY]["scores"])
    assert {n: Fraction(s) for n, s in scores.items()} == {
        "anna": Fraction(5, 20) + Fraction(1, 14),
        "bea": Fraction(3, 20) + Fraction(4, 14),
        "cilla": Fraction(2, 20) + Fraction(2, 14),
    }
    assert places(edition) == [(1, ["bea"]), (2, ["anna"]), (3, ["cilla"])]


@pytest.mark.django_db
def test_changed_vote_counts_once_as_it_was_last():
    edition = played({"anna": 3, "bea": 3}, {"anna": 2})
    open_vote(edition)
    cast(
        round=get_round(edition, "vote"),
        identity="anna0@example.org",
        choices={CATEGORY: "bea"},
        submission=uuid4(),
    )
    close_vote(edition)

    settle(edition)

    content = round_content(edition, "vote")
    assert content["voters"] == 2
    assert slugs(edition, dict(content["categories"][CATEGORY]["ballots"])) == {
        "anna": 1,
        "bea": 1,
    }


@pytest.mark.django_db
def test_tie_is_broken_in_the_order_of_the_rules():
    edition = settled({"anna": 4, "bea": 2}, {"anna": 1, "bea": 2})

    assert places(edition) == [(1, ["anna"]), (2, ["bea"])]
    content = newest(edition).content["categories"][CATEGORY]
    assert slugs(edition, content["scores"]) == {"anna": "1/2", "bea": "1/2"}
    assert len(content["notes"]) == 1


@pytest.mark.django_db
def test_edition_without_a_public_vote_is_the_jurys():
    edition = make_edition("jury", kinds=("nomination", "jury"))
    judge(edition, {"anna": 2, "bea": 4})

    close_jury(edition)

    assert places(edition) == [(1, ["bea"]), (2, ["anna"])]


@pytest.mark.django_db
def test_sealed_result_names_rules_and_lot_and_never_changes():
    edition = settled({"anna": 2, "bea": 4}, {"anna": 1})
    result = newest(edition)

    assert result.content["rules"]["sha256"] == edition.rule_books.get().sha256
    assert result.content["lot"]["seed"] == bytes(edition.lot_seed).hex()
    with pytest.raises((InternalError, IntegrityError), match="append-only"), transaction.atomic():
        EditionResult.objects.update(sha256="x")


@pytest.mark.django_db
def test_sealed_rounds_name_nobody():
    edition = settled({"anna": 2, "bea": 4}, {"anna": 1})

    contents = [r.content for r in RoundResult.objects.filter(round__edition=edition)]
    sealed = [str({**content, "salt": ""}) for content in contents]

    for secret in ("anna", "bea", "Anna", "Bea", "juror-", "example.org"):
        assert not any(secret in content for content in sealed)


@pytest.mark.django_db(transaction=True)
def test_three_clockworks_at_once_seal_once():
    edition = played({"anna": 2, "bea": 4}, {"anna": 1})
    errors: list[Exception] = []

    def work() -> None:
        try:
            settle(edition)
        except Exception as error:
            errors.append(error)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert LogEntry.objects.filter(action="result.sealed", edition=edition).count() == 1
    assert not edition.seal_failures.exists()


@pytest.mark.django_db(transaction=True)
def test_three_clockworks_at_once_would_collide_without_the_lock(monkeypatch):
    """Negative control: without the locks on edition and round they count beside each other."""
    edition = played({"anna": 2, "bea": 4}, {"anna": 1})
    together = threading.Barrier(3)
    errors: list[Exception] = []
    original = settling._hold

    def unlocked(round):
        with transaction.atomic():
            now = original(round)
            transaction.set_rollback(True)
        together.wait(20)
        return now

    monkeypatch.setattr(settling, "_hold", unlocked)

    def work() -> None:
        try:
            seal_round(get_round(edition, "vote"))
        except IntegrityError as error:
            errors.append(error)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(errors) == 2


@pytest.mark.django_db
def test_with_no_clockwork_the_ballot_paper_has_its_finalists(client):
    edition = make_edition("jury")
    judge(edition, {"anna": 2, "bea": 4})
    move_round(get_round(edition, "jury"), closes_in=-timedelta(days=2))

    answer = client.get(path("vote", edition))

    assert "Anna" in answer.text
    assert "Bea" in answer.text
