import pytest
from django.utils import timezone

from award.mail.models import Message
from nominations.domain.consent import inform
from nominations.models import Candidate, Entry
from tests.factories import get_round, make_candidate, make_edition, make_entry, make_organiser
from tests.nominations.making import code_of, page, wrong_code
from tests.nominations.robot import scan


def make_asked(phase: str = "jury") -> tuple[Candidate, str]:
    edition = make_edition(phase)
    candidate = make_candidate(edition, "Anna Karin Oberg", email="ak@example.org")
    make_entry(edition, candidate=candidate)
    inform(candidate, by=make_organiser(edition))
    candidate.refresh_from_db()
    return candidate, page("candidate_answer", edition, key=candidate.answer_key)


def answer_with(candidate: Candidate, **fields) -> dict[str, str]:
    said = {"name": "Anna-Karin Öberg", "title": "It-arkitekt", "workplace": "Regionen"}
    return said | {"code": code_of(candidate)} | fields


@pytest.mark.django_db
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


@pytest.mark.django_db
def test_yes_takes_her_words(client):
    candidate, address = make_asked()

    answer = client.post(address, answer_with(candidate, accept="1"))

    candidate.refresh_from_db()
    assert answer.status_code == 200
    assert "Vad roligt!" in answer.text
    assert (candidate.name, candidate.title, candidate.workplace) == (
        "Anna-Karin Öberg",
        "It-arkitekt",
        "Regionen",
    )
    assert candidate.accepted_at is not None


@pytest.mark.django_db
def test_no_takes_her_off_the_shortlist(client):
    candidate, address = make_asked()

    answer = client.post(address, answer_with(candidate, decline="1"))

    candidate.refresh_from_db()
    assert "ingen utom arrangörerna vet" in answer.text
    assert candidate.declined_at is not None
    round = get_round(candidate.edition, "jury")
    assert Entry.objects.on_shortlist(round).count() == 0


@pytest.mark.django_db
def test_no_can_become_yes_with_the_same_code(client):
    candidate, address = make_asked()
    client.post(address, answer_with(candidate, decline="1"))

    again = client.get(address)
    client.post(address, answer_with(candidate, accept="1"))

    candidate.refresh_from_db()
    assert "Du har tackat nej." in again.text
    assert (candidate.declined_at, candidate.accepted_at is None) == (None, False)


@pytest.mark.django_db
@pytest.mark.parametrize("typing", [None, "skanner"])
def test_mail_scanner_answers_nothing_for_her(typing):
    _candidate, address = make_asked()
    before = Candidate.objects.values().get()

    statuses = {status for _ in range(10) for status in scan(address, typing=typing)}

    assert statuses == {200, 422}
    assert Candidate.objects.values().get() == before


@pytest.mark.django_db
def test_mail_scanner_that_has_the_code_would_answer():
    """Negative control: the robot's posts do reach the form."""
    candidate, address = make_asked()

    scan(address, typing=code_of(candidate))

    candidate.refresh_from_db()
    assert candidate.accepted_at is not None or candidate.declined_at is not None


@pytest.mark.django_db
def test_wrong_code_changes_nothing_and_keeps_what_she_typed(client):
    candidate, address = make_asked()

    answer = client.post(
        address, answer_with(candidate, accept="1", code=wrong_code(candidate), title="Chef")
    )

    assert answer.status_code == 422
    assert 'value="Chef"' in answer.text
    assert Candidate.objects.get().accepted_at is None


@pytest.mark.django_db
def test_code_is_spent_after_five_wrong_ones(client):
    candidate, address = make_asked()
    for _number in range(5):
        client.post(address, answer_with(candidate, accept="1", code=wrong_code(candidate)))

    answer = client.post(address, answer_with(candidate, accept="1"))

    assert "Det blev fel för många gånger." in answer.text
    assert Candidate.objects.get().accepted_at is None


@pytest.mark.django_db
@pytest.mark.parametrize("buttons", [{}, {"accept": "1", "decline": "1"}])
def test_neither_or_both_buttons_is_no_answer(client, buttons):
    candidate, address = make_asked()

    answer = client.post(address, answer_with(candidate, **buttons))

    stored = Candidate.objects.get()
    assert answer.status_code == 422
    assert (stored.accepted_at, stored.declined_at) == (None, None)


@pytest.mark.django_db
def test_she_changes_nothing_but_what_the_form_asks(client):
    candidate, address = make_asked()

    client.post(
        address,
        answer_with(
            candidate, accept="1", slug="annan", motivation_sv="Jag är bäst", email="x@y.se"
        ),
    )

    stored = Candidate.objects.get()
    assert (stored.slug, stored.email) == (candidate.slug, "ak@example.org")
    assert stored.motivation_sv == candidate.motivation_sv


@pytest.mark.django_db
def test_page_of_an_unknown_key_is_not_found(client):
    candidate, _address = make_asked()

    other = page("candidate_answer", make_edition(), key=candidate.answer_key)

    assert client.get(other).status_code == 404


@pytest.mark.django_db
def test_page_works_before_the_edition_is_public(client):
    edition = make_edition(is_public=False)
    candidate = make_candidate(edition, informed_at=timezone.now())

    address = page("candidate_answer", edition, key=candidate.answer_key)

    assert client.get(address).status_code == 200
    assert Message.objects.count() == 0
