"""The shortlist with sixty entries and twelve jurors, on a phone and on a desk, in light and dark."""

from __future__ import annotations

import pytest

from nominations.models import Entry
from tests.browser.acting import enter, keep, look
from tests.factories import get_round, make_candidate, make_edition, make_entry, make_organiser
from tests.voting.results.playing import EVERYTHING, close_jury
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.scoring import complete

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIRST = (
    "Anna",
    "Birgitta",
    "Cecilia",
    "Disa",
    "Elsa",
    "Fatima",
    "Greta",
    "Hanna",
    "Ingrid",
    "Jasmine",
)
LAST = ("Ek", "Lindqvist-Bergström", "Öberg", "Haddad", "Svensson", "Åkesson")
CRITERIA = ("forebild", "insats", "spridning")


def sixty(jurors: int = 12):
    edition = make_edition("jury", rules={"publication": EVERYTHING})
    organiser = make_organiser(edition)
    for n in range(jurors):
        invite_juror(edition=edition, email=f"j{n}@example.org", name=f"Juror {n}", by=organiser)
    for n in range(60):
        name = f"{FIRST[n % 10]} {LAST[n // 10]}"
        make_entry(
            edition,
            candidate=make_candidate(
                edition, name, motivation_sv="Bra." if n % 7 else "", motivation_en=""
            ),
        )
    assign_everything(edition)
    for j, juror in enumerate(edition.jurors.all()):
        for n, entry in enumerate(Entry.objects.filter(round=get_round(edition, "jury"))):
            scores = {
                c: 1 + (60 - n + 7 * j * (k + n % 3)) // 12 % 5 for k, c in enumerate(CRITERIA)
            }
            said = "Hon har burit det här i tio år." if (n + j) % 9 == 0 else ""
            complete(juror=juror, entry=entry, scores=scores, comment=said)
    close_jury(edition)
    return edition, organiser


def test_shortlist_of_sixty_is_readable_everywhere(visit):
    edition, organiser = sixty()
    path = f"/desk/{edition.award.slug}/{edition.year}/jury/finalister/"

    for size in ("phone", "desktop"):
        for scheme in ("light", "dark"):
            watched = visit(size, scheme)
            enter(watched, organiser)
            look(watched, path)
            keep(watched, f"shortlist-{size}-{scheme}")
            names = watched.page.locator(".shortlist tbody tr:not(.shortlist__part) > th")
            assert names.count() == 60
    watched.page.locator(".shortlist__comments summary").first.click()
    watched.check()
    keep(watched, "shortlist-comments")


def test_name_stays_in_sight_while_the_points_are_scrolled(visit):
    edition, organiser = sixty(jurors=8)
    watched = visit("phone")
    enter(watched, organiser)
    look(watched, f"/desk/{edition.award.slug}/{edition.year}/jury/finalister/")

    watched.page.locator(".shortlist").evaluate("box => { box.scrollLeft = 300 }")

    keep(watched, "shortlist-scrolled")
    box = watched.page.locator(
        ".shortlist tbody tr:not(.shortlist__part) > th"
    ).first.bounding_box()
    assert box["x"] >= 0


def test_sixty_candidates_are_searched_without_javascript(visit):
    edition = make_edition("jury", categories=2)
    for n in range(60):
        name = f"{FIRST[n % 10]} {LAST[n // 10]}"
        category = edition.categories.all()[n % 2]
        make_entry(edition, candidate=make_candidate(edition, name), category=category)
    organiser = make_organiser(edition)
    for size, scheme in (
        ("phone", "light"),
        ("phone", "dark"),
        ("desktop", "light"),
        ("desktop", "dark"),
    ):
        watched = visit(size, scheme)
        enter(watched, organiser)
        look(watched, f"/desk/{edition.award.slug}/{edition.year}/kandidater/")
        keep(watched, f"roster-{size}-{scheme}")
        assert watched.page.locator(".pinned tbody tr").count() == 60

    plain = visit("desktop", java_script_enabled=False)
    enter(plain, organiser)
    plain.page.goto(f"{plain.site}/desk/{edition.award.slug}/{edition.year}/kandidater/")
    plain.page.fill("[name=sok]", "öberg")
    plain.page.select_option("[name=kategori]", "kategori-1")
    plain.page.click(".roster button")

    assert plain.page.locator(".pinned tbody tr").count() == 5
