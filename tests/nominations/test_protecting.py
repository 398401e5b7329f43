"""A nominee with a protected identity stands under the name she gives, known to two people."""

import pytest
from django.db import IntegrityError, transaction

from award.log.models import LogPayload
from award.mail.models import Message
from nominations.domain.answering import accept_candidacy
from nominations.domain.asking import inform
from nominations.domain.editing import edit_candidate
from nominations.domain.protecting import CannotProtect, identity_for, protect
from nominations.domain.reviewing import accept
from nominations.models import Candidate
from tests.factories import make_candidate, make_edition, make_entry, make_organiser
from tests.nominations.making import make_nomination, page

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TELLING = ("Anna-Karin", "Öberg", "Kronoberg", "ak@example.org", "öppna data")


@pytest.fixture
def edition():
    return make_edition()


@pytest.fixture
def keepers(edition):
    return make_organiser(edition), make_organiser(edition)


@pytest.fixture
def candidate(edition, keepers):
    nomination = make_nomination(
        edition, nominee_email="ak@example.org", motivation="Hon är den som visar öppna data."
    )
    found = accept(nomination=nomination, by=keepers[0], tell_nominator=True)
    inform(found, by=keepers[0])
    return found


def test_nothing_but_the_name_she_gives_is_left_in_sight(client, edition, keepers, candidate):
    protect(candidate, public_name="Maj Lind", by=keepers[0], keepers=keepers)

    other = make_organiser(edition)
    client.force_login(other, backend=BACKEND)
    pages = ["desk_candidates", "desk_nominations", "desk_answers", "desk_mail", "desk_log"]
    texts = [client.get(page(name, edition)).text for name in pages]
    texts.append(client.get(page("desk_candidate", edition, candidate=candidate.pk)).text)
    assert [word for word in TELLING for text in texts if word in text] == []
    assert "Maj Lind" in texts[0]


def test_two_people_know_and_nobody_else(client, edition, keepers, candidate):
    protect(candidate, public_name="Maj Lind", by=keepers[0], keepers=keepers)

    candidate = Candidate.objects.get()
    known = [
        identity_for(candidate, who) is not None for who in (*keepers, make_organiser(edition))
    ]
    assert known == [True, True, False]
    client.force_login(keepers[1], backend=BACKEND)
    text = client.get(page("desk_candidate", edition, candidate=candidate.pk)).text
    assert "Anna-Karin Öberg" in text


def test_log_and_mail_say_nothing_of_her_afterwards(keepers, candidate):
    protect(candidate, public_name="Maj Lind", by=keepers[0], keepers=keepers)

    said = [str(p.content) for p in LogPayload.objects.all()]
    said += [m.text for m in Message.objects.filter(occasion__startswith="candidate-")]
    assert [word for word in TELLING for text in said if word in text] == []


def test_she_is_still_written_to_and_her_mail_stands_on_no_list(
    client, edition, keepers, candidate
):
    protect(candidate, public_name="Maj Lind", by=keepers[0], keepers=keepers)
    Candidate.objects.update(link_sent_at=None)

    inform(candidate, by=keepers[0])

    mail = Message.objects.latest("created_at")
    assert (mail.recipient, mail.unlisted) == ("ak@example.org", True)
    client.force_login(keepers[0], backend=BACKEND)
    assert "ak@example.org" not in client.get(page("desk_mail", edition)).text


def test_she_protects_herself_on_her_page(client, edition, keepers, candidate):
    candidate.refresh_from_db()
    address = page("candidate_answer", edition, key=candidate.answer_key)

    client.post(
        address,
        {
            "matter_sent": "1",
            "matter": "protect",
            "public_name": "Maj Lind",
            "signature": "Anna-Karin Öberg",
        },
    )

    candidate = Candidate.objects.get()
    assert (candidate.name, candidate.is_protected) == ("Maj Lind", True)
    assert {candidate.identity.keeper, candidate.identity.second_keeper} == set(keepers)
    text = client.get(address).text
    assert f"{keepers[0]}" in text
    assert "Öberg" not in text


def test_she_signs_with_either_name(client, edition, keepers, candidate):
    protect(candidate, public_name="Maj Lind", by=keepers[0], keepers=keepers)
    candidate = Candidate.objects.get()
    address = page("candidate_answer", edition, key=candidate.answer_key)

    client.post(
        address,
        {
            "accept": "1",
            "name": "Maj Lind",
            "signature": "Anna-Karin Öberg",
            "workplace": "Hemligt",
        },
    )

    candidate.refresh_from_db()
    assert (candidate.accepted_at is not None, candidate.workplace) == (True, "")


def test_organiser_writes_no_workplace_back(keepers, candidate):
    protect(candidate, public_name="Maj Lind", by=keepers[0], keepers=keepers)

    edit_candidate(
        candidate, changes={"workplace": "Regionen", "email": "ak@example.org"}, by=keepers[0]
    )

    candidate.refresh_from_db()
    assert (candidate.workplace, candidate.email) == ("", "")


def test_database_refuses_a_workplace_of_a_protected_one(keepers, candidate):
    protect(candidate, public_name="Maj Lind", by=keepers[0], keepers=keepers)

    with pytest.raises(IntegrityError, match="candidate_protected_wholly"), transaction.atomic():
        Candidate.objects.update(workplace="Regionen")


def test_protected_twice_is_refused(keepers, candidate):
    protect(candidate, public_name="Maj Lind", by=keepers[0], keepers=keepers)

    with pytest.raises(CannotProtect):
        protect(candidate, public_name="Eva Ek", by=keepers[0], keepers=keepers)


def test_too_late_once_voters_have_seen_the_name():
    edition = make_edition("vote")
    candidate = make_candidate(edition)
    make_entry(edition, "vote", candidate=candidate)

    with pytest.raises(CannotProtect):
        protect(candidate, public_name="Maj Lind", by=make_organiser(edition))


def test_answer_of_a_protected_one_is_logged_without_her_names(keepers, candidate):
    protect(candidate, public_name="Maj Lind", by=keepers[0], keepers=keepers)

    accept_candidacy(candidate, name="Maj Lind", title="Arkitekt", workplace="")

    content = LogPayload.objects.get(entry__action="candidate.accepted").content
    assert content["after"] == {"answer": "yes"}


def another(edition, **fields):
    """A second nomination of her, by somebody who knows her by her real name."""
    return make_nomination(edition, nominee_name="Anna Karin Öberg", **fields)


def test_next_nomination_suggests_her_to_her_keepers_under_the_name_she_gave(
    client, edition, keepers, candidate
):
    protect(candidate, public_name="Maj Lind", by=keepers[0], keepers=keepers)
    nomination = another(edition)
    client.force_login(keepers[1], backend=BACKEND)

    text = client.get(page("desk_nomination", edition, nomination=nomination.pk)).text

    assert "<h3>Maj Lind</h3>" in text
    assert f'value="{candidate.pk}"' in text


def test_next_nomination_tells_others_whom_to_ask_and_not_who_she_is(
    client, edition, keepers, candidate
):
    protect(candidate, public_name="Maj Lind", by=keepers[0], keepers=keepers)
    nomination = another(edition)
    client.force_login(make_organiser(edition), backend=BACKEND)

    text = client.get(page("desk_nomination", edition, nomination=nomination.pk)).text

    assert f"Fråga innan du bestämmer: {keepers[0]}, {keepers[1]}." in text
    assert "<h3>Maj Lind</h3>" not in text


def test_what_the_next_nomination_says_lies_with_her_keepers_once_it_is_accepted(
    client, edition, keepers, candidate
):
    protect(candidate, public_name="Maj Lind", by=keepers[0], keepers=keepers)
    nomination = another(edition, nominee_email="ak@example.org", motivation="Hon har öppna data.")

    accept(nomination=nomination, by=keepers[0], candidate=candidate, tell_nominator=True)

    nomination.refresh_from_db()
    said = Candidate.objects.get().identity.nominations[str(nomination.pk)]
    assert (nomination.nominee_name, nomination.nominee_email) == ("Maj Lind", "")
    assert said["nominee_name"] == "Anna Karin Öberg"
    client.force_login(make_organiser(edition), backend=BACKEND)
    texts = [client.get(page(n, edition)).text for n in ("desk_nominations", "desk_mail")]
    assert [word for word in TELLING for text in texts if word in text] == []
