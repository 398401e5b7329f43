"""Another key outside the database: said in the log, refused while a vote needs the old one, or said to be lost."""

import pytest
from django.core.management import CommandError, call_command

from award.log.models import LogEntry
from award.programme.domain.keeping import check_key, introduce_key
from award.programme.keys import fingerprint, make_key
from award.programme.models import KnownKey
from tests.award.desk.places import visit
from tests.factories import make_organisation
from tests.posted import code_mailed_to
from tests.voting.ballots.browsing import EVA, Browser
from tests.voting.ballots.electorate import make_vote, vote_for
from voting.ballots.models import Ballot

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def key(tmp_path, settings):
    """A key of the test's own, which the database knows."""
    settings.KEY_FILE = tmp_path / "keys" / "forebild.key"
    make_key(settings.KEY_FILE)
    KnownKey.objects.create(fingerprint=fingerprint())
    return settings.KEY_FILE


def lose(key):
    key.unlink()
    call_command("new_key", "--lost", reason="Disken gick sönder, och kopian med den.")


def test_new_key_takes_the_place_of_the_old_which_lies_beside_it(key, capsys):
    old, before = key.read_text(), fingerprint()

    call_command("new_key", reason="En som hade nyckeln har slutat.")

    check_key()
    assert key.with_name("forebild.key.old").read_text() == old
    assert fingerprint() != before
    assert "Back it up, apart from the database" in capsys.readouterr().out


def test_it_stands_in_the_log_of_every_organisation_and_the_key_does_not(key):
    organisations = [make_organisation(), make_organisation()]

    call_command("new_key", reason="En som hade nyckeln har slutat.")

    entries = LogEntry.objects.filter(action="key.renewed")
    assert {entry.organisation for entry in entries} >= set(organisations)
    assert key.read_text().strip() not in str([e.payload.content for e in entries])


def test_key_by_which_voters_are_known_stays_until_their_round_is_sealed(key):
    vote_for(make_vote(), "anna")
    before = key.read_text()

    with pytest.raises(CommandError, match="Voters are known by it until the round is sealed"):
        call_command("new_key", reason="En som hade nyckeln har slutat.")

    assert key.read_text() == before
    check_key()


def test_lost_key_halts_the_vote_that_has_begun_and_keeps_what_was_cast(key):
    browser = Browser(make_vote(), "en")
    vote_for(browser.round, "anna")

    lose(key)

    answer = browser.choose()
    assert answer.status_code == 503
    assert "nobody could be kept from voting twice" in answer.text
    assert Ballot.objects.count() == 1
    assert LogEntry.objects.filter(action="key.lost").exists()


def test_code_that_was_mailed_before_the_key_was_lost_casts_nothing(key):
    browser = Browser(make_vote(), "en")
    page = browser.choose()["Location"]
    code = code_mailed_to(EVA)

    lose(key)

    assert browser.type_code(page, code).status_code in (422, 503)
    assert browser.client.post(page, {"renew": "1"}).status_code in (302, 503)
    assert browser.client.get(page).status_code == 200
    assert Ballot.objects.count() == 0


def test_organisers_are_told_on_the_desk(key, client):
    round = make_vote()
    vote_for(round, "anna")

    lose(key)

    assert (
        "Nyckeln som visar vem som har röstat är förlorad"
        in visit(client, round.edition, "desk_edition").text
    )


def test_vote_that_has_not_begun_goes_on_with_the_new_key(key):
    browser = Browser(make_vote())

    lose(key)

    browser.vote()
    assert Ballot.objects.count() == 1


def test_new_installation_is_not_told_of_a_key_that_was_lost(key):
    introduce_key()

    assert not LogEntry.objects.filter(action="key.lost").exists()
