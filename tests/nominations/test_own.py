"""Somebody who puts herself forward: candidate and nominator are one."""

import pytest

from award.mail.models import Message
from nominations.domain.asking import inform
from nominations.domain.reviewing import accept, reject
from tests.factories import make_edition, make_organiser
from tests.nominations.making import make_nomination, page

pytestmark = pytest.mark.django_db
BOTH = {"nominee_email": "Berit@example.org", "nominator_email": "berit@example.org"}


def informed(*nominations) -> str:
    """The mail that the one candidate behind them gets."""
    organiser = make_organiser(nominations[0].round.edition)
    candidate = None
    for nomination in nominations:
        candidate = accept(nomination=nomination, by=organiser, candidate=candidate)
    inform(candidate, by=organiser)
    return Message.objects.get(occasion__startswith="candidate-informed").text


def test_own_is_told_by_the_address_and_not_by_an_empty_one():
    edition = make_edition()

    found = [make_nomination(edition, **f).is_own for f in (BOTH, {"nominee_email": ""}, {})]

    assert found == [True, False, False]


def test_organiser_sees_that_she_put_herself_forward(client):
    edition = make_edition()
    nomination = make_nomination(edition, **BOTH)
    client.force_login(make_organiser(edition), backend="django.contrib.auth.backends.ModelBackend")

    text = client.get(page("desk_nomination", edition, nomination=nomination.pk)).text

    assert "Hon har anmält sig själv." in text


def test_she_is_not_told_that_somebody_nominated_her():
    text = informed(make_nomination(make_edition(), **BOTH))

    assert "Du har anmält dig själv" in text
    assert "Från dig själv har vi ditt namn" in text
    assert "för att du är nominerad" not in text


def test_whoever_others_nominated_too_is_told_so():
    edition = make_edition()

    text = informed(
        make_nomination(edition, **BOTH),
        make_nomination(edition, nominator_email="cia@example.org"),
    )

    assert "Du har anmält dig själv" not in text
    assert "för att du är nominerad" in text


@pytest.mark.parametrize(
    ("own", "words"),
    [(BOTH, "Tack för att du anmälde dig själv."), ({}, "nominera Anna-Karin Öberg")],
)
def test_no_that_is_mailed_speaks_to_her_of_herself(own, words):
    edition = make_edition()
    organiser = make_organiser(edition)

    reject(
        nomination=make_nomination(edition, **own), reason="Nej.", by=organiser, tell_nominator=True
    )

    assert words in Message.objects.get().text


@pytest.mark.parametrize(
    ("own", "words", "not_words"),
    [
        (BOTH, "Tack för att du anmälde dig själv.", "Du behöver inte göra något mer."),
        ({}, "Du behöver inte göra något mer.", "anmälde dig själv"),
    ],
)
def test_yes_that_is_mailed_says_what_she_is_asked_next(own, words, not_words):
    edition = make_edition()
    organiser = make_organiser(edition)

    accept(nomination=make_nomination(edition, **own), by=organiser, tell_nominator=True)

    text = Message.objects.get(occasion__startswith="nomination-decided").text
    assert words in text
    assert not_words not in text
