"""At the seal the ballot box is emptied: each ballot as it was cast, and nobody's."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from award.programme.models import Seal
from tests.factories import shift_edition
from tests.posted import code_mailed_to
from tests.voting.ballots.browsing import EVA, Browser
from tests.voting.ballots.electorate import make_vote, vote_for
from voting.ballots.domain.receipts import leaves, seal_ballots, state_of
from voting.ballots.domain.turnout import turnout
from voting.ballots.models import (
    Ballot,
    CodeMail,
    EmptiedBox,
    PendingVote,
    RoundPepper,
    SealedBallot,
    Voter,
)

pytestmark = pytest.mark.django_db
EMPTY = "SELECT forebild_empty_ballot_box(%s)"


def seal(round):
    """As the last step of settling does it."""
    shift_edition(round.edition, by=round.opens_at - round.closes_at)
    Seal.objects.create(round=round, at=round.closes_at, sha256="a" * 64)
    seal_ballots(round)


def test_every_ballot_is_in_the_list_as_it_was_cast_and_none_in_the_box():
    round = make_vote(categories=2)
    receipts = [
        vote_for(round, "", choices={"kategori-1": a, "kategori-2": b})
        for a, b in (("anna", "berit"), ("", "anna"), ("cecilia", ""))
    ]
    expected = {
        (leaf, slug, receipt.choices[slug])
        for receipt in receipts
        for slug, leaf in receipt.leaves.items()
    }

    seal(round)

    found = SealedBallot.objects.values_list("leaf", "category__slug", "choice")
    assert (set(found), len(found)) == (expected, 6)
    assert Ballot.objects.count() == 0


def test_only_the_newest_of_a_voter_counts_and_the_others_are_kept():
    round = make_vote()
    for choice in ("anna", "berit", "anna"):
        vote_for(round, choice, email=EVA)
    vote_for(round, "cecilia")

    seal(round)

    assert sorted(SealedBallot.objects.values_list("choice", "counts")) == [
        ("anna", False),
        ("anna", True),
        ("berit", False),
        ("cecilia", True),
    ]
    counted = SealedBallot.objects.filter(counts=True).values_list("leaf", flat=True)
    assert sorted(counted) == leaves(round)


def test_figures_are_those_of_before():
    round = make_vote(categories=2)
    both = {"kategori-1": "anna", "kategori-2": "berit"}
    for _ in range(3):
        vote_for(round, "", email=EVA, choices=both)
    vote_for(round, "", choices=both)
    before = turnout(round)

    seal(round)

    assert before == turnout(round) == (2, 2)
    assert not Voter.objects.filter(round=round).exists()


def test_receipts_say_what_they_said():
    round = make_vote(categories=2)
    both = {"kategori-1": "anna", "kategori-2": "berit"}
    first, last = (vote_for(round, "", email=EVA, choices=both).code for _ in range(2))

    seal(round)

    states = [state_of(r, round) for r in (first, last, last.upper().replace("-", " "), "other")]
    assert states == ["replaced", "counted", "counted", "unknown"]


def test_receipt_of_another_round_is_unknown_to_this_one():
    round, other = make_vote(), make_vote()
    receipt = vote_for(other, "anna").code
    vote_for(round, "anna")

    seal(round)
    seal(other)

    assert (state_of(receipt, round), state_of(receipt, other)) == ("unknown", "counted")


def test_other_rounds_stay_as_they_are():
    round, other = make_vote(), make_vote()
    vote_for(round, "anna", email=EVA)
    vote_for(other, "berit", email=EVA)
    before = list(Ballot.objects.filter(round=other).values())
    key = Voter.objects.get(round=other).voter_key

    seal(round)

    assert list(Ballot.objects.values()) == before
    assert Voter.objects.get(round=other).voter_key == key
    assert [p.round for p in RoundPepper.objects.all()] == [other]


def test_nobody_who_voted_can_be_known_again():
    round = make_vote()
    vote_for(round, "anna", email=EVA)

    seal(round)

    assert not Voter.objects.exists()
    assert not RoundPepper.objects.exists()
    assert turnout(round) == (1, 0)


def test_what_browsers_open_has_no_time_and_no_order_of_its_own():
    round = make_vote()
    browsers = [Browser(round) for _ in range(12)]
    receipts = [b.vote(f"v{n}@example.org")["Location"] for n, b in enumerate(browsers)]
    cast = [p.key for p in PendingVote.objects.order_by("done_at")]

    seal(round)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key, done_at, code_sent_at, codes_sent, xmin::text FROM ballots_pendingvote ORDER BY ctid"
        )
        rows = cursor.fetchall()
    assert {row[1:] for row in rows} == {(rows[0][1], None, 0, rows[0][4])}
    assert {row[0] for row in rows} == set(cast)
    assert [row[0] for row in rows] != cast  # one time in 12!
    assert all(b.client.get(r).status_code == 200 for b, r in zip(browsers, receipts, strict=True))


def test_votes_that_wait_for_a_code_go_and_what_a_browser_opens_stays():
    browser = Browser(make_vote(), "en")
    receipt = browser.vote()["Location"]
    cast = PendingVote.objects.get()
    browser.choose("maja@example.org")

    seal(browser.round)

    (left,) = PendingVote.objects.all()
    assert (left.key, left.submission_key == cast.submission_key) == (cast.key, False)
    assert not CodeMail.objects.exists()
    page = browser.client.get(receipt)
    assert (page.status_code, "Anna" in page.text) == (200, True)


def test_receipt_page_is_for_the_browser_that_voted_also_after_the_seal():
    browser = Browser(make_vote())
    receipt = browser.vote()["Location"]
    other = Browser(browser.round)
    other.vote("maja@example.org")

    seal(browser.round)

    assert other.client.get(receipt).status_code == 403
    assert browser.client.get(receipt).status_code == 200


def test_code_typed_again_after_the_seal_leads_to_the_receipt():
    browser = Browser(make_vote())
    page = browser.choose()["Location"]
    code = code_mailed_to(EVA)
    receipt = browser.type_code(page, code)["Location"]
    seal(browser.round)

    again = browser.type_code(page, code)

    assert (again.status_code, again["Location"]) == (302, receipt)


def test_page_that_says_that_the_vote_is_over_still_knows_the_browser():
    browser = Browser(make_vote(), "en")
    receipt = browser.vote()["Location"]

    seal(browser.round)

    assert f'href="{receipt}"' in browser.get("vote").text


def test_box_of_a_round_that_is_not_sealed_stays():
    round = make_vote()
    vote_for(round, "anna")
    shift_edition(round.edition, by=round.opens_at - round.closes_at)

    with pytest.raises(IntegrityError, match="is not sealed"), transaction.atomic():
        connection.cursor().execute(EMPTY, [round.pk])

    assert Ballot.objects.count() == 1


def test_emptied_twice_it_is_the_same():
    round = make_vote()
    vote_for(round, "anna")
    seal(round)
    before = list(SealedBallot.objects.values()), list(Voter.objects.values())

    connection.cursor().execute(EMPTY, [round.pk])

    assert before == (list(SealedBallot.objects.values()), list(Voter.objects.values()))


def test_box_without_a_vote_is_emptied_too():
    round = make_vote()

    seal(round)

    assert (turnout(round), SealedBallot.objects.count()) == ((0, 0), 0)
    assert EmptiedBox.objects.get().round == round


def test_cut_off_in_the_middle_nothing_has_happened():
    """One transaction: all of it, or all as before."""
    round = make_vote()
    code = vote_for(round, "anna").code
    before = list(Ballot.objects.values())

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        seal(round)
        1 / 0  # noqa: B018

    assert list(Ballot.objects.values()) == before
    assert not SealedBallot.objects.exists()
    assert (state_of(code, round), RoundPepper.objects.count()) == ("stored", 1)


@pytest.mark.parametrize(
    "forging",
    [
        "INSERT INTO ballots_sealedballot (leaf, round_id, category_id, choice, receipt_hash, counts)"
        " SELECT repeat('f', 64), %(round)s, id, 'anna', repeat('e', 64), true"
        " FROM programme_category LIMIT 1",
        "INSERT INTO ballots_emptiedbox (round_id, voters, changes) VALUES (%(round)s, 9, 0)",
        "UPDATE ballots_voter SET voter_key = repeat('a', 64)",
        "UPDATE ballots_sealedballot SET choice = 'berit'",
        "DELETE FROM ballots_sealedballot",
        "DELETE FROM ballots_ballot",
        "UPDATE ballots_emptiedbox SET voters = 9",
    ],
)
def test_nothing_but_the_database_s_own_function_fills_the_list(forging):
    round, sealed = make_vote(), make_vote()
    vote_for(round, "anna")
    vote_for(sealed, "anna")
    seal(sealed)

    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(forging, {"round": round.pk})


def test_whoever_says_the_functions_name_is_let_through_no_more():
    """The statement's own words stand among the callers'."""
    round = make_vote()
    vote_for(round, "anna")

    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(
            "UPDATE ballots_voter SET voter_key = repeat('a', 64), round_id = round_id"
            " /* forebild_empty_ballot_box( */ WHERE round_id = %s AND id = id",
            [round.pk],
        )


def test_many_ballots_are_sealed_with_the_same_few_statements(django_assert_max_num_queries):
    round = make_vote()
    for _ in range(30):
        vote_for(round, "anna")
    shift_edition(round.edition, by=round.opens_at - round.closes_at)
    Seal.objects.create(round=round, at=round.closes_at, sha256="a" * 64)

    with django_assert_max_num_queries(6):
        seal_ballots(round)
