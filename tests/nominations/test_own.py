"""Somebody who puts herself forward: candidate and nominator are one."""

from contextlib import suppress

import pytest

from award.mail.domain.ticking import tick
from award.mail.models import Message
from nominations.domain.asking import CannotInform, inform
from nominations.domain.reviewing import accept, reject
from nominations.domain.self_nomination import her_address, is_own
from nominations.models import Candidate
from tests.factories import make_edition, make_nominee, make_organiser
from tests.nominations.making import make_nomination, page

pytestmark = pytest.mark.django_db
BOTH = {
    "nominee_email": "Berit@example.org",
    "nominator_email": "berit@example.org",
    "nominator_name": "Anna Karin Öberg",
}
HIS_OWN = BOTH | {"nominator_name": "Olle Ek"}


def informed(*nominations) -> str:
    """The mail that the one candidate behind them gets."""
    organiser = make_organiser(nominations[0].round.edition)
    candidate = None
    for nomination in nominations:
        candidate = accept(nomination=nomination, by=organiser, candidate=candidate)
    with suppress(CannotInform):
        inform(candidate, by=organiser)
    return Message.objects.get(occasion__startswith="candidate-informed").text


def test_own_is_told_by_address_and_name_and_not_by_an_empty_address():
    edition = make_edition()
    told = (BOTH, HIS_OWN, {"nominee_email": ""}, {})

    found = [is_own(make_nomination(edition, **fields)) for fields in told]

    assert found == [True, False, False, False]


@pytest.mark.parametrize("name", ["A-K Öberg", "Öberg, Anna Karin", "Olle Ek"])
def test_address_of_somebody_with_another_name_is_the_nominators(name):
    nomination = make_nomination(make_edition(), **BOTH | {"nominator_name": name})

    hers = her_address(nomination)

    assert hers == ("" if name == "Olle Ek" else "Berit@example.org")


def test_nominator_who_gives_his_own_address_says_no_yes_for_her_and_is_not_asked():
    edition = make_edition("jury")
    organiser = make_organiser(edition)

    candidate = accept(nomination=make_nomination(edition, **HIS_OWN), by=organiser)
    tick()

    candidate.refresh_from_db()
    assert (candidate.accepted_at, candidate.informed_at, candidate.email) == (None, None, "")
    assert not Message.objects.filter(occasion__startswith="candidate-informed").exists()


def test_organiser_who_knows_that_the_address_is_hers_has_her_asked_there(client):
    edition = make_edition()
    nomination = make_nomination(edition, **HIS_OWN)
    client.force_login(make_organiser(edition), backend="django.contrib.auth.backends.ModelBackend")
    url = page("desk_nomination", edition, nomination=nomination.pk)

    shown = client.get(url).text
    client.post(url, {"accept-candidate": "", "accept-name": "", "accept-address_is_hers": "on"})

    candidate = Candidate.objects.get()
    assert "men namnen skiljer sig" in shown
    assert (candidate.email, candidate.accepted_at) == ("Berit@example.org", None)


def test_who_put_herself_forward_is_mailed_the_way_to_her_page_at_once():
    edition = make_edition()

    candidate = accept(nomination=make_nomination(edition, **BOTH), by=make_organiser(edition))

    mail = Message.objects.get(occasion__startswith="candidate-informed")
    assert str(candidate.answer_key) in mail.text
    assert candidate.accepted_at is not None


@pytest.mark.parametrize(
    ("second", "said_yes"), [(BOTH, True), ({"nominee_email": "ak@x.se"}, False)]
)
def test_address_of_a_later_nomination_is_used_where_there_was_none(second, said_yes):
    edition = make_edition()
    organiser = make_organiser(edition)
    candidate = accept(nomination=make_nomination(edition), by=organiser)

    accept(nomination=make_nomination(edition, **second), by=organiser, candidate=candidate)

    candidate.refresh_from_db()
    assert candidate.email == second["nominee_email"]
    assert (candidate.accepted_at is not None) is said_yes


def test_own_nomination_from_another_address_than_we_have_is_no_yes():
    edition = make_edition()
    candidate = make_nominee(edition, "Anna-Karin Öberg", email="ak@region.example")

    accept(
        nomination=make_nomination(edition, **BOTH),
        by=make_organiser(edition),
        candidate=candidate,
    )

    candidate.refresh_from_db()
    assert (candidate.email, candidate.accepted_at) == ("ak@region.example", None)


def test_organiser_sees_that_she_put_herself_forward(client):
    edition = make_edition()
    nomination = make_nomination(edition, **BOTH)
    client.force_login(make_organiser(edition), backend="django.contrib.auth.backends.ModelBackend")

    text = client.get(page("desk_nomination", edition, nomination=nomination.pk)).text

    assert "Det här är någon som har anmält sig själv." in text


def test_she_is_not_told_that_somebody_nominated_her():
    text = informed(make_nomination(make_edition(), **BOTH))

    assert "Du har anmält dig själv" in text
    assert "Från dig själv har vi ditt namn" in text
    assert "för att du är nominerad" not in text


def test_whoever_others_nominated_too_is_told_so():
    edition = make_edition()

    text = informed(
        make_nomination(edition, nominator_email="cia@example.org"),
        make_nomination(edition, **BOTH),
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


def test_mail_greets_by_the_name_that_the_organiser_read_when_he_left_the_field_empty(client):
    edition = make_edition()
    organiser = make_organiser(edition)
    nomination = make_nomination(edition, nominee_email="ak@example.org")
    client.force_login(organiser, backend="django.contrib.auth.backends.ModelBackend")
    url = page("desk_nomination", edition, nomination=nomination.pk)

    client.post(url, {"accept-candidate": "", "accept-name": ""})
    Candidate.objects.update(motivation_sv="Visar vägen.")
    inform(Candidate.objects.get(), by=organiser)

    text = Message.objects.get(occasion__startswith="candidate-informed").text
    assert text.startswith("Hej Anna-Karin Öberg!")
    assert "Visar vägen." in text
