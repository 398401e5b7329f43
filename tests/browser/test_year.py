"""A whole year in a real browser: nominate, confirm, accept, score, vote, announce."""

from __future__ import annotations

import os
import re
from datetime import timedelta

import pytest

from award.mail.domain.ticking import tick
from award.mail.models import Message
from award.programme.domain.clock import database_now
from nominations.models import Nomination
from tests.factories import get_round, make_edition, make_role, move_round, shift_edition
from voting.jury.domain.inviting import invite_juror
from voting.results.models import EditionResult

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Every page is looked at in both languages and sizes below; a nightly run walks these years too.
YEARS = [("sv", "phone", "light"), ("en", "desktop", "dark")]
if os.environ.get("FOREBILD_NIGHTLY"):
    YEARS += [("sv", "desktop", "dark"), ("en", "phone", "light")]
WORDS = {
    "sv": {"prefix": "", "public": "Publiken", "thanks": "Tack", "cast": "Din röst"},
    "en": {"prefix": "/en", "public": "The public", "thanks": "Thank you", "cast": "Your vote"},
}
WHY = "Hon startade kodkvällar på biblioteket, dit över tvåhundra ungdomar har kommit. " * 2


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

    _look(public, f"{place}/")
    for name in ("Anna Ek", "Bea Lind"):
        _nominate(public, place, name, WORDS[language]["thanks"])

    _sign_in(organising, organiser.email)
    _look(organising, f"{desk}/")
    for _ in range(2):
        _accept_first(organising, desk)
    _look(organising, f"{desk}/kandidater/")

    jurors = [
        invite_juror(edition=edition, email=f"j{n}@example.org", by=organiser) for n in (1, 2)
    ]
    move_round(get_round(edition, "jury"), closes_in=timedelta(days=2))
    for juror, points in zip(jurors, (5, 4), strict=True):
        judging = visit(size, scheme)
        _sign_in(judging, juror.person.email)
        _score_everything(
            judging, f"{WORDS[language]['prefix']}/jury{place.removeprefix('/en')}/", points
        )

    move_round(get_round(edition, "vote"), closes_in=timedelta(days=2))
    _look(public, f"{place}/finalister/")
    _vote(public, place, "Bea Lind", "rostare@example.org", WORDS[language]["cast"])

    shift_edition(edition, by=database_now() - edition.announce_at - timedelta(seconds=1))
    tick()
    _look(public, f"{place}/resultat/")

    assert EditionResult.objects.get(edition=edition)
    assert "Bea Lind" in public.page.locator("h2").first.inner_text()
    assert WORDS[language]["public"] in public.page.locator("table").inner_text()


def test_a_vote_with_the_keyboard_alone(visit):
    edition = _voting()
    keys = visit("desktop")
    keys.page.goto(f"{keys.site}/{edition.award.slug}/{edition.year}/rosta/")

    _tab_to(keys.page, "input[type=radio]")
    keys.page.keyboard.press("Space")
    _tab_to(keys.page, "input[type=email]")
    keys.page.keyboard.type("tangent@example.org")
    keys.page.keyboard.press("Enter")
    keys.page.wait_for_url(re.compile("/bekrafta/"))
    _tab_to(keys.page, "input[name=code]")
    keys.page.keyboard.type(_code("tangent@example.org"))
    keys.page.keyboard.press("Enter")

    keys.page.wait_for_url(re.compile("/kvitto/"))


def test_a_vote_without_javascript(visit):
    edition = _voting()
    plain = visit("phone", java_script_enabled=False)

    plain.page.goto(f"{plain.site}/{edition.award.slug}/{edition.year}/rosta/")
    plain.page.locator(".choice label").first.click()
    plain.page.fill("input[type=email]", "utanjs@example.org")
    plain.page.click("form .button")
    plain.page.fill("input[name=code]", _code("utanjs@example.org"))
    plain.page.click("form .button")

    assert "/kvitto/" in plain.page.url


@pytest.mark.parametrize("size", ["phone", "desktop"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_public_page_is_in_order(visit, language, size):
    edition = _voting()
    place = f"{WORDS[language]['prefix']}/{edition.award.slug}/{edition.year}"
    watched = visit(size)

    for path in ("", "regler/", "nominera/", "finalister/", "rosta/", "kvitto/", "resultat/"):
        _look(watched, f"{place}/{path}")
    for path in ("/lofte/", "/tillganglighet/", "/konto/login/"):
        _look(watched, WORDS[language]["prefix"] + path)


@pytest.mark.parametrize("size", ["phone", "desktop"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_of_the_desk_is_in_order(visit, language, size):
    edition = _voting()
    desk = f"{WORDS[language]['prefix']}/desk/{edition.award.slug}/{edition.year}"
    watched = visit(size)
    _sign_in(watched, make_role(edition, "owner").email)

    for path in (
        "", "regler/", "program/", "manniskor/", "logg/", "mejl/", "jury/", "resultat/",
        "nomineringar/", "kandidater/",
    ):  # fmt: skip
        _look(watched, f"{desk}/{path}")


def _voting():
    from tests.factories import make_candidate, make_entry

    edition = make_edition("vote")
    for name in ("Anna Ek", "Bea Lind"):
        make_entry(edition, "vote", candidate=make_candidate(edition, name))
    return edition


def _look(watched, path: str) -> None:
    """Open the page, and find nothing to complain of."""
    watched.page.goto(watched.site + path)
    watched.check()


def _nominate(watched, place: str, name: str, thanks: str) -> None:
    page = watched.page
    _look(watched, f"{place}/nominera/")
    page.fill("[name=nominee_name]", name)
    page.fill("[name=nominee_workplace]", "Verket")
    page.fill("[name=motivation]", WHY)
    page.fill("[name=nominator_name]", "Nils")
    page.fill("[name=nominator_email]", "nils@example.org")
    page.click("main form .button")
    page.wait_for_url(re.compile("/tack/"))
    watched.check()
    nomination = Nomination.objects.order_by("-pk").first()
    page.fill("[name=code]", _code("nils@example.org"))
    page.locator("[name=code]").press("Enter")
    page.locator("h1", has_text=thanks).wait_for()
    watched.check()
    nomination.refresh_from_db()
    assert nomination.confirmed_at


def _sign_in(watched, email: str) -> None:
    page = watched.page
    page.goto(f"{watched.site}/konto/login/")
    page.fill("input[type=email]", email)
    page.click("main form button[type=submit], main form .button")
    page.wait_for_selector("[name=code]")
    page.fill("[name=code]", _code(email))
    page.click("main form button[type=submit], main form .button")
    page.wait_for_url(lambda url: "/konto/" not in url)


def _accept_first(watched, desk: str) -> None:
    page = watched.page
    _look(watched, f"{desk}/nomineringar/")
    page.locator(".card a").first.click()
    watched.check()
    page.locator("button[name=accept-candidate][value='']").click()
    page.locator(".message--success").first.wait_for()


def _score_everything(watched, path: str, points: int) -> None:
    page = watched.page
    _look(watched, path)
    page.locator("a.button").click()
    for _ in range(2):
        watched.check()
        for group in page.locator("fieldset").all():
            group.locator(f"input[value='{points}']").check(force=True)
        page.click("button[name=complete]")
        page.wait_for_load_state()
    page.wait_for_url(re.compile(rf"{path}$"))
    watched.check()


def _vote(watched, place: str, name: str, email: str, cast: str) -> None:
    page = watched.page
    _look(watched, f"{place}/rosta/")
    page.locator(".choice", has_text=name).locator("label").click()
    page.fill("input[type=email]", email)
    page.click("main form .button")
    page.wait_for_url(re.compile("/bekrafta/"))
    watched.check()
    page.fill("[name=code]", _code(email))
    page.click("main form .button")
    page.wait_for_url(re.compile("/kvitto/"))
    watched.check()
    assert cast in page.locator("h1").inner_text()


def _code(email: str) -> str:
    """The six digits in the newest mail to the address."""
    mail = Message.objects.filter(recipient=email).order_by("-created_at").first()
    assert mail
    return re.search(r"\b([0-9]{6})\b", mail.subject + mail.text)[1]


def _tab_to(page, selector: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")
