"""Every mail of an edition leads to its page about personal data."""

import pytest
from django.conf import settings
from django.test import Client

from award.mail.domain.messaging import queue_message
from award.mail.models import Message
from tests.award.mail.letters import queue, queue_code
from tests.factories import make_candidate, make_edition
from tests.posted import as_sent

pytestmark = pytest.mark.django_db
LINES = {
    "sv": "Vad som händer med personuppgifter:",
    "en": "What happens to personal data:",
}


def pages(text):
    """The paths of the page about personal data in a text."""
    found = [word for word in text.split() if word.endswith("/personuppgifter/")]
    return [address.removeprefix(settings.SITE_URL) for address in found]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_mail_ends_with_the_page_in_its_language(language):
    edition = make_edition("vote")

    queue(edition=edition, language=language)

    text = Message.objects.get().text
    [page] = pages(text)
    assert text.startswith("Välkommen!\n\n")
    assert text.rstrip().splitlines()[-1] == f"{LINES[language]} {settings.SITE_URL}{page}"
    assert page.startswith("/en/") == (language == "en")
    assert Client().get(page).status_code == 200


def test_mail_of_a_template_says_it_once():
    edition = make_edition("vote")

    queue_message(
        "result_delayed",
        occasion="x",
        recipient="a@example.org",
        edition=edition,
        context={"edition": edition},
    )

    assert len(pages(Message.objects.get().text)) == 1


def test_mail_with_a_code_says_it_once_as_it_is_sent():
    queue_code(make_candidate(make_edition("vote")))

    assert len(pages(as_sent(Message.objects.get()).text)) == 1


def test_of_a_made_up_edition_the_mark_is_still_last():
    queue(edition=make_edition("vote", is_made_up=True))

    text = Message.objects.get().text
    assert len(pages(text)) == 1
    assert text.rstrip().endswith("***")


def test_mail_leads_to_no_page_that_is_not_there():
    queue(edition=make_edition("vote", is_public=False))

    assert Message.objects.get().text == "Välkommen!\n"


def test_mail_about_an_account_leads_to_the_page_from_which_each_award_s_is_reached():
    edition = make_edition("vote")

    queue(edition=None)

    [page] = pages(Message.objects.get().text)
    only = Client().get(page)
    other = make_edition("vote")
    listed = Client().get(page)
    assert only.url == f"/{edition.award.slug}/{edition.year}/personuppgifter/"
    assert f"/{other.award.slug}/{other.year}/personuppgifter/" in listed.text


def test_whoever_signs_in_finds_it():
    make_edition("vote")

    assert 'href="/personuppgifter/"' in Client().get("/konto/login/").text
