"""What a visitor's line carries, and whether the page stands still while it comes."""

from __future__ import annotations

import zlib

import pytest

from tests.browser.acting import enter, keep, look
from tests.factories import make_candidate, make_edition, make_entry, make_organiser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HEAVIEST = 60_000
VISIBLE = (
    0.001  # of the screen; a hundredth of what counts as good (web.dev, Cumulative Layout Shift)
)
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const e of list.getEntries()) sum += e.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""


def as_sent(response) -> int:
    """Bytes on the line: text is compressed by the real server, fonts are already."""
    body = response.body()
    return len(body) if response.url.endswith(".woff2") else len(zlib.compress(body, 6))


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_pages_are_light_and_stand_still(visit, size):
    edition = make_edition("vote")
    for name in ("Anna Ek", "Bea Lind"):
        make_entry(edition, "vote", candidate=make_candidate(edition, name))
    place = f"/{edition.award.slug}/{edition.year}"

    for path in ("/", "/regler/", "/finalister/", "/rosta/", "/resultat/"):
        watched = visit(size)
        answers = []
        watched.page.on("response", lambda response, seen=answers: seen.append(response))
        watched.page.goto(watched.site + place + path, wait_until="networkidle")
        sent = sum(as_sent(a) for a in answers if a.request.resource_type != "image" and a.ok)

        assert 10_000 < sent < HEAVIEST, f"{path}: {sent} bytes"
        assert watched.page.evaluate(SHIFTS) < VISIBLE, path


def test_tabs_of_the_desk_take_one_row_on_a_phone_and_the_page_s_own_is_in_sight(visit):
    """They took four, before anything of the page."""
    edition = make_edition("vote")
    watched = visit("phone")
    enter(watched, make_organiser(edition))

    look(watched, f"/desk/{edition.award.slug}/{edition.year}/logg/")

    tabs = watched.page.locator(".tabs")
    own = tabs.locator("[aria-current]").bounding_box()
    keep(watched, "tabs-phone")
    assert tabs.bounding_box()["height"] < 60
    assert own["x"] >= 0
    assert own["x"] + own["width"] <= 390
