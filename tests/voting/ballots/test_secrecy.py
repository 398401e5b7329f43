"""Whoever has a dump of the database, and not the key beside it, cannot find out who voted for what."""

import hmac
import json
from hashlib import sha256

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection

from award.people.domain.canonical import canonical_email
from award.programme.models import Seal
from tests.factories import make_organiser, make_person, shift_edition
from tests.posted import CODE
from tests.sending import send_due
from tests.voting.ballots.browsing import Browser
from tests.voting.ballots.electorate import CATEGORY, NAMES, make_vote
from voting.ballots.domain.pseudonyms import voter_key
from voting.ballots.domain.receipts import seal_ballots
from voting.ballots.models import Ballot, SealedBallot, Voter

pytestmark = pytest.mark.django_db
ADDRESSES = [f"valjare{n}@example.org" for n in range(12)]
WAITING = ["vantar1@example.org", "vantar2@example.org"]
LONG = 16  # characters: what is shorter, such as the number of a round, stands everywhere
VOTES = ("ballots_ballot", "ballots_voter")
AROUND = (
    "ballots_pendingvote",
    "ballots_codemail",
    "mail_message",
    "django_session",
    "limits_askedmail",
)


@pytest.fixture
def voted():
    """Twelve have voted, by real mail, one of them signed in as an organiser, and two never typed a code."""
    round = make_vote()
    for number, address in enumerate(ADDRESSES):
        browser = Browser(round)
        if number == 0:
            browser.client.force_login(
                make_organiser(round.edition, person=make_person(email=address)),
                backend="django.contrib.auth.backends.ModelBackend",
            )
        page = browser.choose(address, **{CATEGORY: NAMES[number % 3]})["Location"]
        send_due()
        browser.client.post(page, {"code": CODE.search(mail.outbox[-1].body)[0]})
    for address in WAITING:
        Browser(round).choose(address)
    assert Ballot.objects.count() == len(ADDRESSES)
    return round


def seal(round):
    shift_edition(round.edition, by=round.opens_at - round.closes_at)
    Seal.objects.create(round=round, at=round.closes_at, sha256="a" * 64)
    seal_ballots(round)


def dump(*tables):
    """Every value of every row, by table; what is binary also as text."""
    with connection.cursor() as cursor:
        found = tables or connection.introspection.table_names(cursor)
        rows = {}
        for table in found:
            cursor.execute(f'SELECT to_jsonb(t) FROM "{table}" t')
            rows[table] = [v for (row,) in cursor.fetchall() for v in _values(row)]
    return rows


def _values(row):
    for value in (json.loads(row) if isinstance(row, str) else row).values():
        words = value if isinstance(value, str) else json.dumps(value)
        yield words
        if words.startswith("\\x"):
            yield bytes.fromhex(words[2:]).decode("latin-1")


def words_of(*tables):
    """The values that are long enough to join by."""
    return {v for values in dump(*tables).values() for v in values if len(v) >= LONG}


def test_no_table_has_the_address_of_somebody_who_has_voted_or_waits(voted):
    told = {"people_person", "account_emailaddress", "log_logpayload"}  # of the organiser, as such

    found = {
        (table, address)
        for table, values in dump().items()
        for address in [*ADDRESSES, *WAITING]
        if any(address in value for value in values)
    }

    assert {table for table, _ in found} <= told
    assert {address for _, address in found} <= {ADDRESSES[0]}


def test_dump_can_see_what_it_looks_for(voted):
    organiser = ADDRESSES[0]

    assert any(organiser in value for value in dump("people_person")["people_person"])


def test_votes_share_no_value_with_what_lies_around_them(voted):
    """So that no mail, waiting vote or session leads to a ballot."""
    assert words_of(*VOTES) & words_of(*AROUND) == set()
    assert {len(v) for v in words_of("ballots_voter")} == {64}


def test_mail_to_an_address_and_the_vote_from_it_have_unlike_pseudonyms(voted):
    mailed, cast = words_of("ballots_codemail"), words_of("ballots_voter")

    assert len(mailed) >= len(ADDRESSES)
    assert mailed & cast == set()


def test_address_cannot_be_turned_into_a_pseudonym_with_anything_in_the_dump(voted):
    """Every value of the database, and the key of sessions too, is tried as the key of a hash."""
    pseudonyms = words_of("ballots_voter")
    keys = {bytes(v, "latin-1") for values in dump().values() for v in values}
    keys |= {settings.SECRET_KEY.encode(), b""}

    made = {_hashed(key, address) for key in keys for address in ADDRESSES}

    assert made & pseudonyms == set()
    assert {
        sha256(canonical_email(a).encode()).hexdigest() for a in ADDRESSES
    } & pseudonyms == set()


def _hashed(key, address):
    return hmac.digest(key, canonical_email(address).encode(), "sha256").hex()


def test_with_the_key_outside_everybody_would_be_found(voted):
    """Negative control: until the seal it is that key which keeps them apart."""
    pseudonyms = words_of("ballots_voter")

    assert {voter_key(voted, address) for address in ADDRESSES} == pseudonyms


def test_choice_of_a_vote_that_waits_cannot_be_read_not_even_by_its_length(voted):
    waiting = dump("ballots_pendingvote")["ballots_pendingvote"]

    closed = [value for value in waiting if value.startswith("\\x") and len(value) > 2]

    assert len({len(value) for value in closed}) == 1
    assert [v for v in waiting if any(name in v for name in NAMES)] == []


def test_sealed_nothing_of_before_but_leaves_stands_in_the_database(voted):
    kept = set(Ballot.objects.values_list("leaf", flat=True))
    before = words_of(*VOTES) - kept | {f"\\x{bytes(voted.pepper.pepper).hex()}"}

    seal(voted)

    after = {v for values in dump().values() for v in values}
    assert {v for v in before if v in after} == set()
    assert len(before) >= 4 * len(ADDRESSES), "receipt, form, time and voter of each"


def test_sealed_list_has_no_voter_no_time_no_order(voted):
    when = dict(Ballot.objects.values_list("leaf", "cast_at"))

    seal(voted)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT leaf, xmin::text, ctid::text FROM ballots_sealedballot ORDER BY ctid"
        )
        leaves, transactions, _ = zip(*cursor.fetchall(), strict=True)
    columns = {field.name for field in SealedBallot._meta.fields}
    assert columns == {"leaf", "round", "category", "choice", "receipt_hash", "counts"}
    in_order = sorted(when, key=when.__getitem__)
    assert set(leaves) == set(when)
    assert list(leaves) not in (in_order, in_order[::-1]), "they lie as random numbers fall"
    assert len(set(transactions)) == 1


def test_sealed_rows_join_to_nothing_by_any_value(voted):
    seal(voted)

    mine = words_of("ballots_sealedballot")
    leaves = set(SealedBallot.objects.values_list("leaf", flat=True))
    others = {
        value
        for table, values in dump().items()
        if table != "ballots_sealedballot"
        for value in values
    }

    assert (mine - leaves) & others == set()
    assert leaves & others == set(), "the published list has them, all in one text"


def test_sealed_nobody_is_found_with_the_key_either(voted):
    pepper = bytes(voted.pepper.pepper)
    seal(voted)
    voted.refresh_from_db()

    pseudonyms = words_of("ballots_voter")

    assert {voter_key(voted, address) for address in ADDRESSES} & pseudonyms == set()
    assert pepper.hex() not in str(dump())
    assert not Voter.objects.filter(round=voted).exists()


def test_sealed_two_categories_of_one_voter_share_nothing():
    round = make_vote(categories=2)
    Browser(round).vote(ADDRESSES[1], **{"kategori-1": "anna", "kategori-2": "berit"})

    seal(round)

    one, other = (set(row) for row in SealedBallot.objects.values_list("leaf", "receipt_hash"))
    assert one & other == set()
