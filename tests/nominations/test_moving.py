"""She is reached at another address: the old mailbox has no power any more, the new one is asked."""

import pytest

from award.mail.models import Message
from nominations.domain.answering import accept_candidacy
from nominations.domain.asking import inform, note_told
from nominations.domain.editing import edit_candidate
from tests.factories import make_edition, make_nominee, make_organiser
from tests.nominations.making import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_edition("before")


@pytest.fixture
def organiser(edition):
    return make_organiser(edition)


@pytest.fixture
def asked(edition, organiser):
    """At the old address."""
    candidate = make_nominee(edition, "Maj Lind", email="gammal@example.org")
    inform(candidate, by=organiser)
    candidate.refresh_from_db()
    return candidate


def move(candidate, organiser):
    """The key that the old mailbox holds."""
    edit_candidate(candidate, changes={"email": "ny@example.org"}, by=organiser)
    old = candidate.answer_key
    candidate.refresh_from_db()
    return old


def test_link_in_the_old_mailbox_opens_nothing_and_asks_for_nothing(client, asked, organiser):
    old = move(asked, organiser)

    answer = client.get(page("candidate_answer", asked.edition, key=old))

    assert answer.status_code == 404


def test_who_has_not_answered_is_asked_at_the_new_address(asked, organiser):
    first = asked.asked_at

    move(asked, organiser)

    mail = Message.objects.get(recipient="ny@example.org")
    assert str(asked.answer_key) in mail.text
    assert asked.asked_at > first


def test_who_has_answered_is_mailed_the_new_link_and_keeps_her_answer(asked, organiser):
    accept_candidacy(asked, name="Maj Lind", title="", workplace="")

    move(asked, organiser)

    mail = Message.objects.get(recipient="ny@example.org")
    assert mail.occasion.startswith("candidate-link:")
    assert str(asked.answer_key) in mail.text
    assert asked.accepted_at is not None


def test_who_was_told_by_telephone_knows_of_it_still(asked, organiser):
    note_told(asked, by=organiser, how="På telefon.")
    asked.refresh_from_db()
    told = asked.informed_at

    edit_candidate(asked, changes={"email": ""}, by=organiser)

    asked.refresh_from_db()
    assert (asked.informed_at, asked.asked_at) == (told, None)


def test_whose_address_is_taken_away_has_not_been_told(asked, organiser):
    edit_candidate(asked, changes={"email": ""}, by=organiser)

    asked.refresh_from_db()
    assert (asked.informed_at, asked.asked_at) == (None, None)
