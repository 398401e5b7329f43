"""The calculation above the quiet threshold, in a real browser; and the queue without one."""

from __future__ import annotations

import re

import pytest

from award.limits.domain.asking import quiet_threshold
from award.limits.domain.sources import hashed
from award.limits.models import AskedMail, UsedProof
from award.mail.models import Message
from award.programme.domain.clock import database_now
from tests.browser.acting import keep
from tests.voting.ballots.electorate import make_vote

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EVA = "eva@example.org"
WORDS = {
    "sv": ("", "Uträkningen är klar.", "Gå vidare", "Skicka, och vänta i kön"),
    "en": ("/en", "The calculation is done.", "Go on", "Send, and wait in the queue"),
}


@pytest.fixture
def place():
    """The ballot of a vote that very many ask codes for from here."""
    round, now = make_vote(), database_now()
    network = hashed("network:vote", hashed("network", "127.0.0.1"))
    AskedMail.objects.bulk_create(
        AskedMail(address=str(n), network=network, due_at=now) for n in range(quiet_threshold())
    )
    return f"/{round.edition.award.slug}/{round.edition.year}/rosta/"


def fill_in(watched, place: str) -> None:
    page = watched.page
    page.goto(watched.site + place)
    page.locator("input[value=anna]").check(force=True)
    page.fill("[name=email]", EVA)
    page.click("main form .button")


@pytest.mark.parametrize(
    ("language", "size", "scheme"),
    [("sv", "phone", "dark"), ("en", "desktop", "light")],
)
def test_the_browser_calculates_and_the_mail_leaves_at_once(visit, place, language, size, scheme):
    prefix, done, go_on, _queue = WORDS[language]
    watched = visit(size, scheme)
    fill_in(watched, prefix + place)
    page = watched.page

    page.get_by_text(done).wait_for()
    watched.check()
    keep(watched, f"proof-{language}-{size}-{scheme}")
    kept = page.input_value("[name=email]"), page.locator("input[value=anna]").is_checked()
    page.get_by_role("button", name=go_on, exact=True).click()
    page.wait_for_url(re.compile("/kod/|/rosta/.+"))

    assert kept == (EVA, True)
    assert Message.objects.get().due_at <= database_now()
    assert UsedProof.objects.count() == 1
    assert [c for c in watched.complaints if "429" not in c] == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_without_scripts_she_waits_in_a_queue_and_sees_how_long(visit, place, language):
    prefix, _done, _go_on, queue = WORDS[language]
    watched = visit("phone", "light", java_script_enabled=False)
    fill_in(watched, prefix + place)
    page = watched.page
    keep(watched, f"queue-{language}")

    page.get_by_role("button", name=queue).click()
    page.wait_for_url(re.compile("/rosta/.+"))
    keep(watched, f"waiting-{language}")

    assert page.locator("[data-calculates]").count() == 0
    assert re.search(r"2.minut", page.locator(".note[role=status]").inner_text())
    assert Message.objects.get().due_at > database_now()
