"""What people do in a browser: sign in, nominate, answer, score, vote."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.test import Client

from award.mail.models import Message
from nominations.models import Nomination
from tests.posted import code_mailed_to, mails_to

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from award.people.models import Person
from tests.browser.conftest import Watched
from tests.shown import sign_in_now

WHY = "Hon startade kodkvällar på biblioteket, dit över tvåhundra ungdomar har kommit. " * 2


def look(watched: Watched, path: str) -> None:
    """Open the page, and find nothing to complain of."""
    watched.page.goto(watched.site + path)
    watched.check()


def keep(watched: Watched, name: str) -> None:
    """A picture of the page, where somebody wants to look at it herself."""
    if folder := os.environ.get("FOREBILD_PICTURES"):
        watched.page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def enter(watched: Watched, person: Person) -> None:
    """Signed in by the cookie alone, for tests of what comes after."""
    client, name = Client(), settings.SESSION_COOKIE_NAME
    sign_in_now(client, person)
    cookie = {"name": name, "value": client.cookies[name].value, "url": watched.site}
    watched.page.context.add_cookies([cookie])


def sign_in(watched: Watched, email: str) -> None:
    page = watched.page
    page.goto(f"{watched.site}/konto/login/")
    page.fill("input[type=email]", email)
    page.click("main form button[type=submit], main form .button")
    page.wait_for_selector("[name=code]")
    page.fill("[name=code]", code_mailed_to(email))
    page.click("main form button[type=submit], main form .button")
    page.wait_for_url(lambda url: "/konto/" not in url)


def nominate(watched: Watched, place: str, name: str, email: str, thanks: str) -> None:
    page = watched.page
    look(watched, f"{place}/nominera/")
    page.fill("[name=nominee_name]", name)
    page.fill("[name=nominee_workplace]", "Verket")
    page.fill("[name=nominee_email]", email)
    page.fill("[name=motivation]", WHY)
    page.fill("[name=nominator_name]", "Nils")
    page.fill("[name=nominator_email]", "nils@example.org")
    page.click("main form .button")
    page.wait_for_url(re.compile("/tack/"))
    watched.check()
    nomination = Nomination.objects.order_by("-pk").first()
    page.fill("[name=code]", code_mailed_to("nils@example.org"))
    page.locator("[name=code]").press("Enter")
    page.locator("h1", has_text=thanks).wait_for()
    watched.check()
    nomination.refresh_from_db()
    assert nomination.confirmed_at


def accept_first(watched: Watched, desk: str) -> None:
    page = watched.page
    look(watched, f"{desk}/nomineringar/")
    page.locator(".card a").first.click()
    watched.check()
    page.locator("button[name=accept-candidate][value='']").click()
    page.locator(".message--success").first.wait_for()


def ask_everybody(watched: Watched, desk: str) -> None:
    look(watched, f"{desk}/svar/")
    watched.page.locator("form[action$='/fraga-alla/'] .button").click()
    watched.page.locator(".message--success").first.wait_for()
    watched.check()


def say_yes(watched: Watched, name: str, email: str) -> None:
    """By the link in her mail, signed with her name."""
    page = watched.page
    page.goto(re.search(r"\S+/svar/\S+", newest_mail(email).text)[0])
    watched.check()
    page.locator("[name=signature]").first.fill(name)
    page.locator("[name=accept]").click()
    page.locator(".message--success").first.wait_for()
    watched.check()


def score_everything(watched: Watched, path: str, points: int) -> None:
    page = watched.page
    look(watched, path)
    page.locator("a.button").click()
    for _ in range(2):
        watched.check()
        page.locator(".unsent[data-state]").wait_for()
        for group in page.locator("fieldset").all():
            group.locator(f"input[value='{points}']").check(force=True)
        here = page.url
        page.click("button[name=complete]")
        # What is unsent goes first, so the page goes on a moment later.
        page.wait_for_url(lambda url, here=here: url != here)
    page.wait_for_url(re.compile(rf"{path}$"))
    watched.check()


def vote(watched: Watched, place: str, name: str, email: str, cast: str) -> None:
    page = watched.page
    look(watched, f"{place}/rosta/")
    page.locator(".choice", has_text=name).locator("label").click()
    page.fill("input[type=email]", email)
    page.click("main form .button")
    page.wait_for_url(re.compile("/bekrafta/"))
    watched.check()
    page.fill("[name=code]", code_mailed_to(email))
    page.click("main form .button")
    page.wait_for_url(re.compile("/kvitto/"))
    watched.check()
    assert cast in page.locator("h1").inner_text()


def newest_mail(email: str) -> Message:
    return mails_to(email)[0]


def tab_to(page: Page, selector: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")
