"""Her page, the organisers' lists and the way out of a mail, as they look."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from award.mail.models import Message
from nominations.domain.answering import accept_candidacy, decline_candidacy
from nominations.domain.asking import inform
from nominations.domain.wishing import wish
from nominations.models import Candidate, Wish
from tests.browser.acting import enter
from tests.factories import make_candidate, make_edition, make_entry, make_nominee, make_organiser
from tests.nominations.making import page as address_of
from tests.posted import as_sent

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [("phone", "light", "sv"), ("desktop", "dark", "en")]
WHY = "Hon har visat en hel kommun att it är till för alla, och lärt oss andra att våga fråga."


@pytest.fixture
def candidate():
    edition = make_edition("nomination")
    found = make_nominee(
        edition,
        "Anna-Karin Öberg",
        email="ak@example.org",
        title="It-arkitekt",
        motivation_sv=WHY,
        words_checked_at=timezone.now(),
    )
    make_entry(edition, candidate=found)
    inform(found, by=make_organiser(edition))
    found.refresh_from_db()
    return found


def page_of(candidate: Candidate, site: str, language: str) -> str:
    return site + address_of(
        "candidate_answer", candidate.edition, language, key=candidate.answer_key
    )


@pytest.mark.parametrize(("size", "scheme", "language"), LOOKS)
def test_her_page_before_and_after_her_answer(
    visit, live_server, candidate, size, scheme, language
):
    watched = visit(size, scheme)
    page = watched.page

    page.goto(page_of(candidate, live_server.url, language))
    watched.check()
    page.locator("[name=accept]").click()
    watched.check()
    page.locator("#answerform_signature").fill("Anna Karin Öberg")
    page.locator("[name=accept]").click()
    watched.check()

    candidate.refresh_from_db()
    assert candidate.accepted_at is not None


@pytest.mark.parametrize(("size", "scheme", "language"), LOOKS)
def test_her_page_tells_the_truth_about_what_was_public(visit, live_server, size, scheme, language):
    edition = make_edition("vote")
    found = make_candidate(edition, "Anna-Karin Öberg")
    make_entry(edition, "vote", candidate=found)
    decline_candidacy(found)
    watched = visit(size, scheme)

    watched.page.goto(page_of(found, live_server.url, language))

    watched.check()


@pytest.mark.parametrize(("size", "scheme", "language"), LOOKS)
def test_lists_of_answers_and_one_candidate(visit, live_server, candidate, size, scheme, language):
    edition = candidate.edition
    make_nominee(edition, "Nina Ny", email="n@example.org")
    make_nominee(edition, "Adina Adresslös")
    accept_candidacy(make_nominee(edition, "Jenny Ja"), name="Jenny Ja", title="", workplace="")
    wish(candidate, Wish.Kind.TIME, text="Kan jag få en vecka till?")
    watched = visit(size, scheme)
    enter(watched, make_organiser(edition))

    for name, keys in (
        ("desk_edition", {}),
        ("desk_answers", {}),
        ("desk_candidate", {"candidate": candidate.pk}),
    ):
        watched.page.goto(live_server.url + address_of(name, edition, language, **keys))
        watched.check()


@pytest.mark.parametrize(("size", "scheme", "language"), LOOKS)
def test_way_out_of_a_mail(visit, live_server, candidate, size, scheme, language):
    links = [word for word in as_sent(Message.objects.get()).text.split() if "/inte-jag/" in word]
    path = urlsplit(links[0]).path
    watched = visit(size, scheme)

    watched.page.goto(live_server.url + ("/en" if language == "en" else "") + path)
    watched.check()
    watched.page.locator("[name=address]").fill("ak@example.org")
    watched.page.locator("article .button").click()
    watched.check()

    candidate.refresh_from_db()
    assert candidate.email == ""
