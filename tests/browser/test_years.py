"""All years of an award, looked at."""

from __future__ import annotations

import pytest

from tests.browser.acting import keep, look
from tests.factories import make_organiser
from tests.voting.results.playing import announce, counted
from voting.results.domain.motivating import write_motivation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [
    ("", "phone", "light"),
    ("/en", "desktop", "dark"),
    ("", "desktop", "light"),
    ("/en", "phone", "dark"),
]


@pytest.mark.parametrize(("prefix", "size", "theme"), LOOKS)
def test_all_years_fit_on_every_screen(visit, prefix, size, theme):
    edition = counted("single", {"anna": 4, "berit": 2}, public=False)
    text = "För att hon har öppnat dörrar som andra inte ens såg, och hållit upp dem."
    author = make_organiser(edition)
    write_motivation(edition.categories.get(), text_sv=text, text_en="For the doors.", by=author)
    announce(edition)
    watched = visit(size, theme)

    look(watched, f"{prefix}/{edition.award.slug}/alla-ar/")

    keep(watched, f"years-{size}-{theme}")
    assert watched.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert watched.page.get_by_text("Anna", exact=True).is_visible()
