"""The first start in a browser, with an empty platform: from the link to a published page, and how many clicks it takes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from award.desk.domain.beginning import beginning_link
from award.programme.models import Edition
from tests.browser.acting import keep

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST = 15
JURY = "Eva Ask <eva@example.org>, bo@example.org"


class Clicks:
    """Counts what is pressed; writing is none."""

    def __init__(self, watched) -> None:
        self.watched, self.page, self.count = watched, watched.page, 0

    def __call__(self, name: str, role: str = "button") -> None:
        self.watched.check()
        self.page.get_by_role(role, name=name, exact=True).first.click()
        self.page.wait_for_load_state()
        self.count += 1


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_from_the_link_to_a_published_page(visit, size):
    watched = visit(size)
    page, click = watched.page, Clicks(watched)
    page.goto(beginning_link())
    page.fill("[name=organisation]", "Föreningen Ljus")
    page.fill("[name=name]", "Åsa Ek")
    page.fill("[name=email]", "asa@example.org")
    keep(watched, f"begin-1-{size}")
    click("Vidare till priset")

    page.type("[name=name_sv]", "Årets lärare")
    page.fill("[name=purpose_sv]", "Den som får andra att vilja undervisa.")
    keep(watched, f"begin-2-{size}")
    proposed = page.input_value("[name=slug]")
    click("Spara")

    page.fill("[name=gala]", f"{timezone.localtime() + timedelta(weeks=20):%Y-%m-%dT19:00}")
    keep(watched, f"begin-3-{size}")
    click("Föreslå dagarna")
    keep(watched, f"begin-4-{size}")
    click("Spara")
    keep(watched, f"begin-5-{size}")
    click("Publicera")

    edition = Edition.objects.get()
    page.goto(f"{watched.site}/{edition.award.slug}/{edition.year}/")
    watched.check()
    keep(watched, f"begin-6-{size}")
    assert proposed == edition.award.slug == "arets-larare"
    assert edition.is_public
    assert "Årets lärare" in page.locator("h1").inner_text()
    assert click.count <= MOST
