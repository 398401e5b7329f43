"""A person's data in a browser: searched for, shown, and erased in two steps; and a number that is noticed."""

import pytest

from nominations.models import Candidate
from tests.award.people.personal import ADDRESS, NAME, make_world
from tests.browser.acting import WHY, enter, keep, look
from tests.factories import make_edition

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [
    ("phone", "light", ""),
    ("desktop", "dark", "/en"),
    pytest.param("phone", "dark", "/en", marks=pytest.mark.nightly),
    pytest.param("desktop", "light", "", marks=pytest.mark.nightly),
]


@pytest.fixture(autouse=True)
def list_file(settings, tmp_path):
    settings.ERASED_LIST = tmp_path / "list.jsonl"


def seen(watched, name):
    watched.check()
    keep(watched, name)


@pytest.mark.parametrize(("size", "scheme", "prefix"), LOOKS)
def test_somebody_is_found_shown_and_erased(visit, size, scheme, prefix):
    world = make_world()
    watched = visit(size, scheme, java_script_enabled=True)
    page, name = watched.page, f"{size}-{scheme}{prefix.replace('/', '-')}"
    enter(watched, world.owner)

    look(watched, f"{prefix}/desk/{world.edition.award.slug}/2026/manniskor/personuppgifter/")
    keep(watched, f"search-{name}")
    page.fill("[name=text]", ADDRESS)
    page.press("[name=text]", "Enter")
    page.wait_for_selector("[name=sak]")
    seen(watched, f"found-{name}")
    page.check(f"[value='nominee:{world.candidate.pk}']")
    page.click("form[action$='/person/'] button")
    page.wait_for_selector("details")
    seen(watched, f"person-{name}")
    page.click("a[href*='/radera/']")
    seen(watched, f"erase-{name}")
    page.check("[name=reason][value=asked]")
    page.click("button[value=reason]")
    page.wait_for_selector("[name=sure]")
    seen(watched, f"sure-{name}")
    assert Candidate.objects.get().name == NAME
    page.check("[name=sure]")
    page.click("button[value=sure]")
    page.wait_for_url(lambda url: url.endswith("/personuppgifter/"))
    seen(watched, f"erased-{name}")

    assert Candidate.objects.get().name == ""


@pytest.mark.parametrize(("size", "scheme", "prefix"), LOOKS[:2])
def test_a_personal_identity_number_is_noticed_and_taken_out(visit, size, scheme, prefix):
    edition = make_edition()
    watched = visit(size, scheme)
    page = watched.page
    look(watched, f"{prefix}/{edition.award.slug}/2026/nominera/")
    for name, typed in {
        "nominee_name": "Anna Ek", "nominator_name": "Bo Ask", "nominator_email": "bo@example.org",
        "motivation": f"{WHY} 19121212-1212",
    }.items():  # fmt: skip
        page.fill(f"[name={name}]", typed)
    page.click("main form .button:not(.button--quiet)")
    page.wait_for_selector("[name=motivation-number]")
    seen(watched, f"number-{size}-{scheme}")

    page.check("[name=motivation-number][value=out]")
    page.click("main form .button:not(.button--quiet)")

    page.wait_for_url(
        lambda url: "/nominera/" not in url.rsplit("/nominera", 1)[-1] or "bekr" in url
    )
    assert "1212" not in page.inner_text("main")


def test_page_of_promises_says_the_days(visit):
    watched = visit("phone")

    look(watched, "/lofte/")
    keep(watched, "promises-phone")

    assert "Hur länge vi sparar det vi vet om dig" in watched.page.inner_text("main")
