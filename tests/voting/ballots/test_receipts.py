import hashlib

import pytest
import rfc8785

from tests.factories import shift_edition
from tests.voting.ballots.electorate import CATEGORY, make_vote, vote_for
from voting.ballots.domain.receipts import (
    ALPHABET,
    leaf,
    leaves,
    new_receipt,
    seal_leaves,
    state_of,
    tidy,
)


def test_receipt_holds_more_than_128_random_bits_in_readable_groups():
    receipts = {new_receipt() for _ in range(100)}

    assert len(receipts) == 100
    assert {tuple(map(len, r.split("-"))) for r in receipts} == {(5,) * 6}
    assert len(ALPHABET) ** 30 > 2**128
    assert not set("01ilo") & set(ALPHABET)


@pytest.mark.parametrize("change", [str.upper, lambda r: r.replace("-", " "), lambda r: f" {r}\n"])
def test_receipt_is_known_again_however_it_is_typed(change):
    receipt = new_receipt()

    assert tidy(change(receipt)) == receipt


@pytest.mark.django_db
def test_leaf_is_the_hash_of_the_canonical_content():
    round = make_vote()
    edition = round.edition
    content = {
        "v": 1,
        "round": f"{edition.award.slug}/{edition.year}/vote",
        "category": CATEGORY,
        "receipt": "abcde",
        "choice": "anna",
    }

    found = leaf(round=round, category=CATEGORY, receipt="abcde", choice="anna")

    assert found == hashlib.sha256(rfc8785.dumps(content)).hexdigest()


@pytest.mark.django_db
def test_sealed_leaves_are_those_of_the_current_ballots_in_an_order_that_tells_nothing():
    round = make_vote()
    vote_for(round, "anna", email="eva@example.org")
    last = [vote_for(round, "berit", email="eva@example.org")]
    last += [vote_for(round, "anna") for _ in range(5)]
    before = leaves(round)

    seal_leaves(round)

    assert before == []
    assert leaves(round) == sorted(r.leaves[CATEGORY] for r in last)


@pytest.mark.django_db
def test_state_of_a_receipt_through_its_life():
    round = make_vote()
    first = vote_for(round, "anna", email="eva@example.org").code
    states = [state_of(first, round)]
    second = vote_for(round, "berit", email="eva@example.org").code
    states += [state_of(first, round), state_of(second.upper(), round)]

    shift_edition(round.edition, by=round.opens_at - round.closes_at)
    states += [state_of(second, round)]
    seal_leaves(round)
    states += [state_of(second, round), state_of(first, round), state_of("nothing", round)]

    assert states == [
        "stored", "replaced", "stored", "stored", "counted", "replaced", "unknown",
    ]  # fmt: skip


@pytest.mark.django_db
def test_ballot_that_is_not_among_the_sealed_does_not_say_that_it_counts():
    """The clock said "counted" of votes that came in after the seal."""
    round = make_vote()
    vote_for(round, "anna")
    seal_leaves(round)
    late = vote_for(round, "berit").code

    assert state_of(late, round) == "not counted"


@pytest.mark.django_db
def test_state_of_a_receipt_from_another_round_is_unknown():
    other = vote_for(make_vote(), "anna").code

    assert state_of(other, make_vote()) == "unknown"
