"""The desk's page of who has been asked and what they have answered."""

import re

import pytest
from django.utils import timezone

from award.log.models import LogPayload
from award.mail.models import Message
from award.programme.domain.periods import in_words
from nominations.domain.clockwork import REMIND_AFTER, REMIND_BEFORE, TELL_AFTER
from nominations.domain.wishing import handle, wish
from nominations.models import Candidate, Wish
from nominations.panel import NominationPanel
from tests.factories import (
    make_candidate,
    make_edition,
    make_nominee,
    make_organiser,
    make_person,
)
from tests.nominations.making import make_nomination, page
from tests.reading import squeezed

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def edition():
    return make_edition("nomination")


@pytest.fixture
def organiser(client, edition):
    person = make_organiser(edition, person=make_person(name="Olga Org"))
    client.force_login(person, backend=BACKEND)
    return person


def in_part(text: str, part: str) -> str:
    """What stands under a heading of the page."""
    return re.split(r"<h2", text.split(f'id="{part}"')[1])[0]


def test_every_nominee_stands_in_one_list(client, edition, organiser):
    now = timezone.now()
    mail = {"email": "x@example.org"}
    make_nominee(edition, "Nina Ny", **mail)
    make_nominee(edition, "Tyra Tyst", asked_at=now, informed_at=now, **mail)
    make_nominee(edition, "Adina Adresslös", informed_at=now)
    make_candidate(edition, "Jenny Ja")
    make_nominee(edition, "Nelly Nej", declined_at=now)

    text = client.get(page("desk_answers", edition)).text

    parts = ["not-asked", "silent", "no-address", "yes", "no"]
    names = ["Nina Ny", "Tyra Tyst", "Adina Adresslös", "Jenny Ja", "Nelly Nej"]
    found = {part: [n for n in names if n in in_part(text, part)] for part in parts}
    assert found == {part: [name] for part, name in zip(parts, names, strict=True)}
    assert re.search(r"\d+ dagar är kvar", text)
    told = squeezed(text)
    first, last = in_words(REMIND_AFTER), in_words(REMIND_BEFORE)
    assert squeezed(f"påminns efter {first}, och {last} före") in told
    assert squeezed(f"inte har frågats {in_words(TELL_AFTER)} efter") in told


def test_asking_all_asks_each_once_however_often_it_is_pressed(client, edition, organiser):
    for number in range(3):
        make_nominee(edition, email=f"x{number}@example.org")
    make_nominee(edition)

    first = client.post(page("desk_ask_all", edition), follow=True)
    second = client.post(page("desk_ask_all", edition), follow=True)

    assert "3 mejl är på väg." in first.text
    assert "0 mejl är på väg." in second.text
    assert Message.objects.count() == 3


def test_mail_that_could_not_be_delivered_is_said(client, edition, organiser):
    candidate = make_nominee(edition, "Tyra Tyst", email="x@example.org")
    client.post(page("desk_inform", edition, candidate=candidate.pk))
    Message.objects.update(state=Message.State.FAILED)

    text = client.get(page("desk_answers", edition)).text

    assert "Mejlet gick inte att lämna." in in_part(text, "silent")


@pytest.mark.parametrize(("answer", "field"), [("yes", "accepted_at"), ("no", "declined_at")])
def test_answer_by_telephone_is_noted_with_who_and_when_and_told_to_her(
    client, edition, organiser, answer, field
):
    candidate = make_nominee(edition, "Maj Lind", email="ny@example.org")
    make_nomination(
        edition,
        candidate=candidate,
        decision="accepted",
        decided_at=timezone.now(),
        nominee_email="gammal@example.org",
    )

    client.post(
        page("desk_noted", edition, candidate=candidate.pk),
        {
            "noted-answer": answer,
            "noted-at": f"{timezone.localtime():%Y-%m-%dT%H:%M}",
            "noted-how": "På telefon.",
        },
    )

    candidate.refresh_from_db()
    mail = Message.objects.get()
    content = LogPayload.objects.latest("entry__seq").content
    assert getattr(candidate, field) is not None
    assert mail.recipient == "gammal@example.org"
    assert "Olga Org har antecknat" in mail.text
    assert (content["actor"], content["reason"]) == ("Olga Org", "På telefon.")


def test_answer_of_somebody_without_address_is_told_by_letter(client, edition, organiser):
    """An address that an organiser wrote proves nothing."""
    candidate = make_nominee(edition, "Maj Lind", email="ny@example.org")
    noted = client.post(
        page("desk_noted", edition, candidate=candidate.pk),
        {
            "noted-answer": "yes",
            "noted-at": f"{timezone.localtime():%Y-%m-%dT%H:%M}",
            "noted-how": "På telefon.",
        },
        follow=True,
    )

    letter = client.get(page("desk_letter", edition, candidate=candidate.pk))

    assert Message.objects.count() == 0
    assert "Vi har ingen adress att berätta det på" in noted.text
    assert "Olga Org har antecknat att du tackade ja" in letter.text
    assert str(candidate.answer_key) in letter.text


def test_answer_is_not_given_in_the_future(client, edition, organiser):
    candidate = make_nominee(edition)

    answer = client.post(
        page("desk_noted", edition, candidate=candidate.pk),
        {"noted-answer": "yes", "noted-at": "2090-01-02T10:00", "noted-how": "På telefon."},
    )

    assert answer.status_code == 422
    assert Candidate.objects.get().accepted_at is None


def test_new_address_is_told_to_the_old_one(client, edition, organiser):
    candidate = make_nominee(edition, "Maj Lind", email="gammal@example.org")

    client.post(
        page("desk_candidate", edition, candidate=candidate.pk),
        {"name": "Maj Lind", "email": "ny@example.org", "portrait_alt": ""},
    )

    mail = Message.objects.get()
    assert mail.recipient == "gammal@example.org"
    assert "ny@example.org" not in mail.text
    assert Candidate.objects.get().email == "ny@example.org"


def test_wish_waits_on_the_desk_is_mailed_and_answered(client, edition, organiser):
    candidate = make_nominee(edition, "Maj Lind", email="maj@example.org")
    asked = wish(candidate, Wish.Kind.OBJECT, text="Det stämmer inte.")

    (decision, *_more) = [d for d in NominationPanel().decisions(edition) if "Maj Lind" in d.text]
    client.post(page("desk_wish", edition, wish=asked.pk), {"grant": "1", "answer": "Gärna."})

    asked.refresh_from_db()
    assert decision.text == "Maj Lind invänder"
    assert (asked.handled_by, asked.was_granted) == (organiser, True)
    told = {m.recipient: m.text for m in Message.objects.all()}
    assert "Maj Lind invänder" in told[organiser.email]
    assert "Gärna." in told["maj@example.org"]


def test_wish_asked_again_before_an_answer_is_one(edition):
    candidate = make_nominee(edition)

    for text in ("Först.", "Sedan."):
        wish(candidate, Wish.Kind.OBJECT, text=text)

    assert Wish.objects.get().text == "Sedan."


def test_refused_correction_changes_nothing(edition):
    candidate = make_nominee(edition, "Maj Lind")
    asked = wish(candidate, Wish.Kind.CORRECT, changes={"name": "Maj Ek"})

    handle(asked, by=make_organiser(edition), grant=False, answer="Nej.")

    assert Candidate.objects.get().name == "Maj Lind"


def test_erasing_takes_an_answer_first(client, edition, organiser):
    candidate = make_candidate(edition, "Jenny Ja")

    answer = client.post(
        page("desk_erase", edition, candidate=candidate.pk),
        {"erase-reason": "Hon ber om det."},
        follow=True,
    )

    assert "Den nominerade är med." in answer.text
    assert Candidate.objects.get().erased_at is None


def test_whoever_asked_to_be_forgotten_is_erased_by_an_organiser(client, edition, organiser):
    candidate = make_nominee(edition, "Nelly Nej", declined_at=timezone.now(), email="n@x.se")
    wish(candidate, Wish.Kind.FORGET)

    client.post(
        page("desk_erase", edition, candidate=candidate.pk), {"erase-reason": "Hon ber om det."}
    )

    text = client.get(page("desk_candidate", edition, candidate=candidate.pk)).text
    assert Candidate.objects.get().email == ""
    assert "Nelly" not in text
    assert not Wish.objects.exists()


def test_whoever_is_granted_to_be_forgotten_is_erased_and_told_so(client, edition, organiser):
    candidate = make_nominee(edition, "Nelly Nej", declined_at=timezone.now(), email="n@x.se")
    asked = wish(candidate, Wish.Kind.FORGET)

    client.post(page("desk_wish", edition, wish=asked.pk), {"grant": "1", "answer": "Nelly."})

    stored = Candidate.objects.get()
    mail = Message.objects.get(recipient="n@x.se")
    assert (stored.name, stored.erased_at is None) == ("", False)
    assert "Det vi hade om dig är raderat" in mail.text
    assert "Nelly" not in mail.text + str([p.content for p in LogPayload.objects.all()])


def test_her_page_says_what_she_asked_and_what_was_answered(client, edition):
    candidate = make_nominee(edition, "Maj Lind")
    url = page("candidate_answer", edition, key=candidate.answer_key)
    asked = wish(candidate, Wish.Kind.OBJECT, text="Det stämmer inte.")

    waiting = client.get(url).text
    handle(asked, by=make_organiser(edition), grant=True, answer="Vi har rättat det.")
    answered = client.get(url).text

    assert "Du invände" in waiting
    assert "Arrangörerna har inte svarat än." in waiting
    assert "Arrangörerna har gjort det." in answered
    assert "Vi har rättat det." in answered


def test_desk_does_not_say_that_she_is_told_where_there_is_no_address(client, edition, organiser):
    asked = wish(make_nominee(edition, "Maj Lind"), Wish.Kind.OBJECT, text="Det stämmer inte.")

    answer = client.post(
        page("desk_wish", edition, wish=asked.pk), {"grant": "1", "answer": "Ja."}, follow=True
    )

    assert "Vi har ingen adress att skriva till" in answer.text
