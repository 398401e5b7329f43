"""Her own page: what is published, her answer, and everything else that she may ask."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from award.mail.models import Message
from nominations.domain.answering import Noted, say_yes
from nominations.domain.asking import inform
from nominations.models import Candidate, Entry, Wish
from tests.factories import get_round, make_edition, make_entry, make_nominee, make_organiser
from tests.nominations.making import code_of, make_nomination, page, wrong_code
from tests.nominations.pictures import photo, upload
from tests.nominations.robot import scan

pytestmark = pytest.mark.django_db
YES, NO = {"accept": "1"}, {"decline": "1"}


def make_asked(phase: str = "nomination", **fields) -> tuple[Candidate, str]:
    edition = make_edition(phase)
    candidate = make_nominee(
        edition, "Anna Karin Oberg", **{"email": "ak@example.org", "portrait_alt": ""} | fields
    )
    make_entry(edition, candidate=candidate)
    inform(candidate, by=make_organiser(edition))
    candidate.refresh_from_db()
    return candidate, page("candidate_answer", edition, key=candidate.answer_key)


def signed(**fields) -> dict[str, str]:
    said = {"name": "Anna-Karin Öberg", "title": "It-arkitekt", "workplace": "Regionen"}
    return said | {"presentation": "", "signature": "Anna-Karin Öberg"} | fields


@pytest.mark.parametrize(
    ("language", "heading"), [("sv", "Du är nominerad"), ("en", "You are nominated")]
)
def test_page_shows_what_is_said_of_her(client, language, heading):
    candidate, _address = make_asked()

    address = page("candidate_answer", candidate.edition, language, key=candidate.answer_key)
    answer = client.get(address)

    assert f"<h1>{heading}</h1>" in answer.text
    assert 'value="Anna Karin Oberg"' in answer.text
    assert "no-store" in answer["Cache-Control"]


def test_page_shows_before_she_answers_what_would_be_published(client):
    candidate, address = make_asked(title="Arkitekt", presentation="Jag bygger broar.")

    text = client.get(address).text

    told = [candidate.name, "Arkitekt", "Verket i Växjö", "Visar vägen för andra.", "Kategori 1"]
    words = ["Jag bygger broar.", "Var, och hur länge", "Vem läser det som skrevs", "Vilka siffror"]
    assert [word for word in told + words if word not in text] == []


def test_page_says_the_last_day_and_that_silence_is_no(client):
    _candidate, address = make_asked()

    text = client.get(address).text

    assert re.search(r"Svara senast .+ kl", text)
    assert "tar vi det som ett nej" in text


def test_yes_takes_one_click_and_one_signature(client):
    candidate, address = make_asked()

    answer = client.post(address, signed(**YES), follow=True)

    candidate.refresh_from_db()
    assert answer.status_code == 200
    assert "Tack! Du är med." in answer.text
    assert (candidate.name, candidate.title, candidate.workplace) == (
        "Anna-Karin Öberg",
        "It-arkitekt",
        "Regionen",
    )
    assert candidate.accepted_at is not None


@pytest.mark.parametrize("signature", ["anna karin öberg", "Anna-Karin Oberg", "A-K Öberg"])
def test_her_name_signs_however_she_writes_it(client, signature):
    candidate, address = make_asked()

    client.post(address, signed(signature=signature, **YES))

    candidate.refresh_from_db()
    assert candidate.accepted_at is not None


def test_no_takes_her_off_the_shortlist(client):
    candidate, address = make_asked("jury")

    answer = client.post(address, signed(**NO), follow=True)

    candidate.refresh_from_db()
    assert "Ingenting om dig har varit offentligt" in answer.text
    assert candidate.declined_at is not None
    round = get_round(candidate.edition, "jury")
    assert Entry.objects.on_shortlist(round).count() == 0


def test_same_browser_needs_no_signature_the_second_time(client):
    candidate, address = make_asked()
    client.post(address, signed(**NO))

    again = client.get(address)
    client.post(address, signed(signature="", **YES))

    candidate.refresh_from_db()
    assert "Du har tackat nej" in again.text
    assert (candidate.declined_at, candidate.accepted_at is None) == (None, False)


def test_other_browser_needs_a_code_once_she_has_answered(client):
    """A mail that was passed on undoes no answer."""
    candidate, address = make_asked()
    client.post(address, signed(**YES))
    other = Client()

    refused = other.post(address, signed(**NO))
    other.post(address, {"send_code": "1"})
    before = Candidate.objects.get().accepted_at
    other.post(address, signed(code=code_of(candidate), **NO))

    candidate.refresh_from_db()
    assert refused.status_code == 422
    assert before is not None
    assert candidate.declined_at is not None


def test_other_name_needs_a_code(client):
    candidate, address = make_asked()

    refused = client.post(address, signed(signature="Britta Ek", **YES))
    client.post(address, {"send_code": "1"})
    client.post(address, signed(name="Britta Ek", code=code_of(candidate), **YES))

    candidate.refresh_from_db()
    assert refused.status_code == 422
    assert "under ett annat namn" in refused.text
    assert (candidate.name, candidate.accepted_at is None) == ("Britta Ek", False)


@pytest.mark.parametrize("typing", [None, "skanner"])
def test_mail_scanner_answers_nothing_for_her(typing):
    _candidate, address = make_asked()
    before = Candidate.objects.values().get()

    statuses = {status for _ in range(10) for status in scan(address, typing=typing)}

    assert statuses == {200, 422}
    assert Candidate.objects.values().get() == before
    assert (Wish.objects.count(), Message.objects.count()) == (0, 1)


def test_mail_scanner_that_knows_her_name_would_answer():
    """Negative control: the robot's posts do reach the forms."""
    candidate, address = make_asked()

    scan(address, typing="Anna Karin Oberg")

    candidate.refresh_from_db()
    assert candidate.accepted_at is not None or candidate.declined_at is not None


def test_wrong_code_changes_nothing_and_keeps_what_she_typed(client):
    candidate, address = make_asked()
    client.post(address, {"send_code": "1"})

    answer = client.post(address, signed(code=wrong_code(candidate), title="Chef", **YES))

    assert answer.status_code == 422
    assert 'value="Chef"' in answer.text
    assert Candidate.objects.get().accepted_at is None


@pytest.mark.parametrize("buttons", [{}, YES | NO])
def test_neither_or_both_buttons_is_no_answer(client, buttons):
    _candidate, address = make_asked()

    answer = client.post(address, signed(**buttons))

    stored = Candidate.objects.get()
    assert answer.status_code == 422
    assert (stored.accepted_at, stored.declined_at) == (None, None)


def test_she_changes_nothing_but_what_the_form_asks(client):
    candidate, address = make_asked()

    client.post(address, signed(slug="annan", motivation_sv="Jag är bäst", email="x@y.se", **YES))

    stored = Candidate.objects.get()
    assert (stored.slug, stored.email) == (candidate.slug, "ak@example.org")
    assert stored.motivation_sv == candidate.motivation_sv


def test_she_adds_her_own_words_and_picture(client):
    candidate, address = make_asked()
    client.post(address, signed(presentation="Jag bygger broar.", **YES))

    client.post(
        address,
        {"picture_sent": "1", "portrait_alt": "Jag ler", "portrait_file": upload(photo())},
    )

    candidate.refresh_from_db()
    assert candidate.presentation == "Jag bygger broar."
    assert (candidate.portrait_alt, bool(candidate.portrait)) == ("Jag ler", True)


@pytest.mark.parametrize(
    ("matter", "kind"), [("time", Wish.Kind.TIME), ("object", Wish.Kind.OBJECT)]
)
def test_she_asks_for_time_and_objects(client, matter, kind):
    candidate, address = make_asked()

    client.post(
        address,
        {"matter_sent": "1", "matter": matter, "text": "Därför.", "signature": candidate.name},
    )

    assert Wish.objects.values_list("candidate", "kind", "text").get() == (
        candidate.pk,
        kind,
        "Därför.",
    )


def test_she_is_forgotten_at_once_as_far_as_anybody_sees(client):
    candidate, address = make_asked("jury", title="Arkitekt", presentation="Jag bygger broar.")

    client.post(address, {"matter_sent": "1", "matter": "forget", "signature": candidate.name})

    candidate.refresh_from_db()
    said = (candidate.title, candidate.workplace, candidate.motivation_sv, candidate.presentation)
    assert said == ("", "", "", "")
    assert candidate.declined_at is not None
    assert Wish.objects.waiting().get().kind == Wish.Kind.FORGET


def test_page_of_an_unknown_key_is_not_found(client):
    candidate, _address = make_asked()

    other = page("candidate_answer", make_edition(), key=candidate.answer_key)

    assert client.get(other).status_code == 404


def test_page_works_before_the_edition_is_public(client):
    edition = make_edition(is_public=False)
    candidate = make_nominee(edition, informed_at=timezone.now())

    address = page("candidate_answer", edition, key=candidate.answer_key)

    assert client.get(address).status_code == 200
    assert Message.objects.count() == 0


def test_old_link_opens_nothing_and_leads_to_a_new_one(client):
    candidate, address = make_asked()
    Candidate.objects.update(link_sent_at=timezone.now() - timedelta(days=61))

    old = client.get(address)
    client.post(f"{address}ny-lank/")

    candidate.refresh_from_db()
    new = page("candidate_answer", candidate.edition, key=candidate.answer_key)
    assert old.status_code == 410
    assert "Anna Karin Oberg" not in old.text
    assert (client.get(address).status_code, client.get(new).status_code) == (410, 200)
    assert new in Message.objects.latest("created_at").text


def test_new_link_is_mailed_once_in_a_while(client):
    _candidate, address = make_asked()
    Candidate.objects.update(link_sent_at=timezone.now() - timedelta(days=61))

    for _number in range(5):
        client.post(f"{address}ny-lank/")

    assert Message.objects.filter(occasion__startswith="candidate-link").count() == 1


@pytest.mark.parametrize(
    ("which", "typed"),
    [
        ("answer", {"title": "Chef", "presentation": "Jag bygger broar."}),
        ("matter", {"matter": "object", "text": "Jag bygger broar."}),
    ],
)
def test_what_she_typed_stands_there_when_she_has_asked_for_a_code(client, which, typed):
    _candidate, address = make_asked()
    client.post(address, signed(**NO))

    answer = Client().post(address, signed(**typed) | {"send_code": which})

    assert "En kod är på väg" in answer.text
    assert "Jag bygger broar.</textarea>" in answer.text
    assert ('value="Chef"' in answer.text) is (which == "answer")


def noted_yes(**fields) -> tuple[Candidate, str]:
    """By telephone, of somebody whose own address stands in no candidate's row."""
    edition = make_edition()
    candidate = make_nominee(edition, "Maj Lind")
    make_nomination(
        edition, candidate=candidate, decision="accepted", decided_at=timezone.now(), **fields
    )
    note = Noted(by=make_organiser(edition), how="På telefon.", at=timezone.now())
    say_yes(candidate, noted=note)
    return candidate, page("candidate_answer", edition, key=candidate.answer_key)


def test_who_answered_by_telephone_gets_a_code_at_the_address_of_a_nomination(client):
    candidate, address = noted_yes(nominee_email="maj@example.org")

    client.post(address, {"send_code": "answer"})
    client.post(address, signed(code=code_of(candidate), **NO))

    candidate.refresh_from_db()
    assert candidate.declined_at is not None


def test_who_answered_by_telephone_and_has_no_address_is_told_what_to_do(client):
    candidate, address = noted_yes()

    shown = client.get(address).text
    sent = client.post(address, {"send_code": "answer"}).text

    for text in (shown, sent):
        assert "vi har ingen e-postadress" in text
        assert candidate.edition.award.organisation.email in text
        assert 'name="code"' not in text
        assert "koder" not in text
