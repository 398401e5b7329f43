"""What goes wrong is told in our own look, in the visitor's language, and without a trace."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import translation
from django.views import defaults

WORDS = {
    400: {"sv": "Det gick inte att förstå frågan", "en": "The question could not be understood"},
    403: {"sv": "Du får inte se den här sidan", "en": "You may not see this page"},
    404: {"sv": "Sidan finns inte", "en": "There is no such page"},
    500: {"sv": "Något gick fel hos oss", "en": "Something went wrong with us"},
}
LANGUAGES = ("sv", "en")
PREFIX = {"sv": "", "en": "/en"}


def heading(answer):
    text = answer.content.decode()
    assert "css/forebild" in text
    assert "Traceback" not in text
    return text.split("<h1>")[1].split("</h1>")[0].strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_that_is_not_there(client, db, language):
    answer = client.get(f"{PREFIX[language]}/finns/inte/alls/")

    assert answer.status_code == 404
    assert heading(answer) == WORDS[404][language]
    assert f'<html lang="{language}">' in answer.content.decode()
    assert f'<a href="{PREFIX[language]}/">' in answer.content.decode()


@pytest.mark.parametrize("path", ["/finns/inte/", "/pris/1999/"])
def test_page_that_is_not_there_lists_no_addresses_in_development(client, db, settings, path):
    settings.DEBUG = True

    answer = client.get(path)

    assert answer.status_code == 404
    assert heading(answer) == WORDS[404]["sv"]
    assert "DEBUG" not in answer.text


def test_address_without_its_last_slash_still_leads_to_the_page_in_development(
    client, db, settings
):
    settings.DEBUG = True

    assert client.get("/lofte")["Location"] == "/lofte/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_host_that_is_not_ours(client, language):
    answer = client.get(f"{PREFIX[language]}/", headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert heading(answer) == WORDS[400][language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_that_somebody_may_not_see(rf, language):
    with translation.override(language):
        answer = defaults.permission_denied(rf.get("/"), PermissionDenied())

    assert answer.status_code == 403
    assert heading(answer) == WORDS[403][language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_fault_of_ours_needs_neither_database_nor_request(rf, language):
    with translation.override(language):
        answer = defaults.server_error(rf.get("/"))

    assert answer.status_code == 500
    assert heading(answer) == WORDS[500][language]


@pytest.mark.parametrize(
    ("language", "words"),
    [("sv", "Formuläret kunde inte tas emot"), ("en", "The form could not be received")],
)
def test_form_that_another_site_filled_in(db, language, words):
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(
        f"{PREFIX[language]}/konto/login/",
        {"login": "ord från annat håll"},
        headers={"origin": "https://evil.example"},
    )

    assert answer.status_code == 403
    assert heading(answer) == words
    assert "annat håll" not in answer.text
