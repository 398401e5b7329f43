"""A count that fails makes no page fail."""

import pytest
from django.db import connection

from award.log.models import LogEntry
from award.mail.domain.outbox import run_due
from award.mail.models import Message
from tests.factories import make_edition, make_organiser, make_role, move_round, shift_edition
from tests.time_travel import triggers_asleep
from tests.voting.ballots.electorate import make_vote, vote_for
from tests.voting.results.playing import DAY, EVERYTHING, MINUTE, newest, path, played
from voting.results.domain import settling
from voting.results.domain.announcing import public_result
from voting.results.domain.failing import failure_of
from voting.results.domain.settling import settle
from voting.results.models import SealFailure
from voting.results.recount import recounting

pytestmark = pytest.mark.django_db
SIGNED_IN = "django.contrib.auth.backends.ModelBackend"
PAGES = ("edition", "result", "finalists", "vote", "rules", "receipt_check")


@pytest.fixture
def uncountable():
    """A `single` vote whose rules were made `score` behind the program's back, past its moment."""
    round = make_vote(kinds=("vote",), rules={"publication": EVERYTHING})
    vote_for(round, "anna")
    edition = move_round(round, closes_in=-MINUTE).edition
    _set_method(edition, "score")
    shift_edition(edition, by=-30 * DAY)
    return edition


def _set_method(edition, method):
    with triggers_asleep(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE rules_rulebook SET rules = jsonb_set(rules, '{vote,method}', %s::jsonb)"
            " WHERE edition_id = %s",
            [f'"{method}"', edition.pk],
        )


def test_every_public_page_answers_and_says_calmly_that_it_is_delayed(uncountable, client):
    answers = {name: client.get(path(name, uncountable)) for name in PAGES}
    front = client.get("/")

    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(
        PAGES, 200
    )
    assert front.status_code in {200, 302}
    for name in ("edition", "result"):
        assert "Resultatet dröjer" in answers[name].text
    assert client.get(path("recount_package", uncountable)).status_code == 404


def test_desk_says_what_is_wrong(uncountable, client):
    settle(uncountable)
    client.force_login(make_organiser(uncountable), backend=SIGNED_IN)

    desk = client.get(path("desk_edition", uncountable))
    page = client.get(path("desk_results", uncountable))

    assert (desk.status_code, page.status_code) == (200, 200)
    assert "Räkningen fungerar inte" in desk.text
    assert "BallotError" in page.text


def test_owners_are_mailed_once(uncountable):
    owner = make_role(uncountable, "owner")
    make_organiser(uncountable)

    for _ in range(3):
        settle(uncountable)
        public_result(uncountable)
    run_due()

    told = Message.objects.filter(occasion__startswith="result-delayed")
    assert [message.recipient for message in told] == [owner.email]
    assert SealFailure.objects.count() == 1


def test_when_it_works_again_it_is_cleared_and_announced(uncountable, client):
    settle(uncountable)
    before = failure_of(uncountable)
    _set_method(uncountable, "single")

    page = client.get(path("result", uncountable)).text

    assert before is not None
    assert failure_of(uncountable) is None
    assert "Anna" in page


def test_failure_keeps_no_half_sealed_round(uncountable):
    settle(uncountable)

    assert newest(uncountable) is None
    assert not hasattr(uncountable.rounds.get(), "result")
    assert not LogEntry.objects.filter(action="round.sealed", edition=uncountable).exists()


def test_counter_that_breaks_delays_the_result_and_nothing_else(client, monkeypatch):
    edition = played({"anna": 2, "bea": 4}, {"bea": 1})
    shift_edition(edition, by=-30 * DAY)

    def broken(*_: object):
        raise OSError("no room on the disk")

    monkeypatch.setattr(recounting, "recount_package", broken)

    page = client.get(path("result", edition))

    assert (page.status_code, "Resultatet dröjer" in page.text) == (200, True)
    assert "no room on the disk" in failure_of(edition).what


def test_edition_that_fails_holds_up_no_other(monkeypatch):
    """The earlier one cannot be sealed; the other is, at the same tick."""
    poisoned, other = (played({"anna": 2, "bea": 4}, {"bea": 1}) for _ in range(2))
    for edition in (poisoned, other):
        shift_edition(edition, by=-30 * DAY)
    original = settling._seal

    def fail(round, rules, now):
        if round.edition_id == poisoned.pk:
            raise RuntimeError("broken")
        return original(round, rules, now)

    monkeypatch.setattr(settling, "_seal", fail)

    settling.settle_due_rounds()

    assert (newest(poisoned), newest(other).version) == (None, 1)


def test_edition_without_rules_is_no_failure_of_the_page(client):
    edition = make_edition("announced", kinds=("nomination",))

    page = client.get(path("result", edition))

    assert page.status_code == 200
