"""A whole year in a real browser: nominate, confirm, accept, score, vote, announce."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from award.mail.domain.ticking import tick
from award.programme.domain.clock import database_now
from tests.browser.acting import (
    accept_first,
    ask_everybody,
    code_mailed_to,
    look,
    nominate,
    say_yes,
    score_everything,
    sign_in,
    tab_to,
    vote,
)
from tests.factories import (
    get_round,
    make_candidate,
    make_edition,
    make_entry,
    make_role,
    move_round,
    shift_edition,
)
from voting.jury.domain.inviting import invite_juror
from voting.results.models import EditionResult

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Every page is looked at in both languages and sizes below; a nightly run walks these years too.
YEARS = [
    ("sv", "phone", "light"),
    pytest.param("en", "desktop", "dark", marks=pytest.mark.nightly),
    pytest.param("sv", "desktop", "dark", marks=pytest.mark.nightly),
    pytest.param("en", "phone", "light", marks=pytest.mark.nightly),
]
BOTH = [
    ("sv", "phone"),
    ("en", "desktop"),
    pytest.param("sv", "desktop", marks=pytest.mark.nightly),
    pytest.param("en", "phone", marks=pytest.mark.nightly),
]
WORDS = {
    "sv": {"prefix": "", "public": "Publiken", "thanks": "Tack", "cast": "Din röst"},
    "en": {"prefix": "/en", "public": "The public", "thanks": "Thank you", "cast": "Your vote"},
}
NOMINEES = {"Anna Ek": "anna@example.org", "Bea Lind": "bea@example.org"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize(("language", "size", "scheme"), YEARS)
def test_a_year_from_nomination_to_announcement(visit, language, size, scheme):
    edition = make_edition("nomination", rules=None)
    place = f"{WORDS[language]['prefix']}/{edition.award.slug}/{edition.year}"
    desk = f"{WORDS[language]['prefix']}/desk/{edition.award.slug}/{edition.year}"
    organiser = make_role(edition, "owner")
    public, organising = visit(size, scheme), visit(size, scheme)

    look(public, f"{place}/")
    for name, email in NOMINEES.items():
        nominate(public, place, name, email, WORDS[language]["thanks"])

    sign_in(organising, organiser.email)
    look(organising, f"{desk}/")
    for _ in range(2):
        accept_first(organising, desk)
    ask_everybody(organising, desk)
    for name, email in NOMINEES.items():
        say_yes(visit(size, scheme), name, email)
    look(organising, f"{desk}/svar/")
    look(organising, f"{desk}/kandidater/")

    jurors = [
        invite_juror(edition=edition, email=f"j{n}@example.org", by=organiser) for n in (1, 2)
    ]
    move_round(get_round(edition, "jury"), closes_in=timedelta(days=2))
    for juror, points in zip(jurors, (5, 4), strict=True):
        judging = visit(size, scheme)
        sign_in(judging, juror.person.email)
        score_everything(
            judging, f"{WORDS[language]['prefix']}/jury{place.removeprefix('/en')}/", points
        )

    move_round(get_round(edition, "vote"), closes_in=timedelta(days=2))
    look(public, f"{place}/finalister/")
    vote(public, place, "Bea Lind", "rostare@example.org", WORDS[language]["cast"])

    shift_edition(edition, by=database_now() - edition.announce_at - timedelta(seconds=1))
    tick()
    look(public, f"{place}/resultat/")

    assert EditionResult.objects.get(edition=edition)
    assert "Bea Lind" in public.page.locator("h2").first.inner_text()
    assert WORDS[language]["public"] in public.page.locator("table").inner_text()


def test_a_vote_with_the_keyboard_alone(visit):
    edition = _voting()
    keys = visit("desktop")
    keys.page.goto(f"{keys.site}/{edition.award.slug}/{edition.year}/rosta/")

    tab_to(keys.page, "input[type=radio]")
    keys.page.keyboard.press("Space")
    tab_to(keys.page, "input[type=email]")
    keys.page.keyboard.type("tangent@example.org")
    keys.page.keyboard.press("Enter")
    keys.page.wait_for_url(re.compile("/bekrafta/"))
    tab_to(keys.page, "input[name=code]")
    keys.page.keyboard.type(code_mailed_to("tangent@example.org"))
    keys.page.keyboard.press("Enter")

    keys.page.wait_for_url(re.compile("/kvitto/"))


def test_a_vote_without_javascript(visit):
    edition = _voting()
    plain = visit("phone", java_script_enabled=False)

    plain.page.goto(f"{plain.site}/{edition.award.slug}/{edition.year}/rosta/")
    plain.page.locator(".choice label").first.click()
    plain.page.fill("input[type=email]", "utanjs@example.org")
    plain.page.click("form .button")
    plain.page.fill("input[name=code]", code_mailed_to("utanjs@example.org"))
    plain.page.click("form .button")

    assert "/kvitto/" in plain.page.url


@pytest.mark.parametrize(("language", "size"), BOTH)
def test_every_public_page_is_in_order(visit, language, size):
    edition = _voting()
    place = f"{WORDS[language]['prefix']}/{edition.award.slug}/{edition.year}"
    watched = visit(size)

    for path in ("", "regler/", "nominera/", "finalister/", "rosta/", "kvitto/", "resultat/"):
        look(watched, f"{place}/{path}")
    for path in ("/lofte/", "/tillganglighet/", "/konto/login/"):
        look(watched, WORDS[language]["prefix"] + path)


@pytest.mark.parametrize(("language", "size"), BOTH)
def test_every_page_of_the_desk_is_in_order(visit, language, size):
    edition = _voting()
    desk = f"{WORDS[language]['prefix']}/desk/{edition.award.slug}/{edition.year}"
    watched = visit(size)
    sign_in(watched, make_role(edition, "owner").email)

    for path in (
        "", "regler/", "program/", "manniskor/", "logg/", "mejl/", "jury/", "resultat/",
        "nomineringar/", "kandidater/",
    ):  # fmt: skip
        look(watched, f"{desk}/{path}")


def _voting():
    edition = make_edition("vote")
    for name in ("Anna Ek", "Bea Lind"):
        make_entry(edition, "vote", candidate=make_candidate(edition, name))
    return edition
