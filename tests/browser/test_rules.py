"""The rules in a browser: frozen fields, an extension that moves others along, what everybody sees."""

from __future__ import annotations

import pytest

from award.people.domain.two_persons import approve
from award.programme.domain.clock import edition_now
from award.rules.domain.books import rules_in_force
from award.rules.domain.extending import extend_alone
from award.rules.domain.proposing import propose_rules
from tests.award.rules.changes import longer, more_jury
from tests.browser.acting import enter, keep
from tests.factories import DAY, get_round, make_edition, make_organiser, make_person, make_role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [("", "phone", "light"), ("/en", "desktop", "dark")]


@pytest.mark.parametrize(("prefix", "size", "scheme"), LOOKS)
def test_the_rules_on_the_desk_and_for_everybody_are_in_order(visit, prefix, size, scheme):
    edition = make_edition("jury")
    one = make_role(edition, "organiser", person=make_person(name="Eva Ek"))
    other = make_role(edition, "organiser", person=make_person(name="Bo Al"))
    rules = rules_in_force(edition)
    approve(propose_rules(edition, more_jury(rules), by=one, reason="Juryn bad om det."), by=other)
    extend_alone(
        edition,
        round="jury",
        until=edition_now(edition) + 6 * DAY,
        by=one,
        reason="Strömavbrott i hela länet: två i juryn hann inte.",
    )
    place, at = f"{edition.award.slug}/{edition.year}", f"{prefix}-{size}-{scheme}".strip("/")
    watched = visit(size, scheme)
    enter(watched, one)

    for name, path in (
        ("desk", f"desk/{place}/regler/"),
        ("part", f"desk/{place}/regler/omgang/jury/"),
        ("whole", f"desk/{place}/regler/allt/"),
        ("public", f"{place}/regler/"),
        ("category", f"desk/{place}/program/kategorier/{edition.categories.get().pk}/"),
        ("delete", f"desk/{place}/program/ta-bort/"),
    ):
        watched.page.goto(f"{watched.site}{prefix}/{path}")
        for details in watched.page.query_selector_all("main details"):
            details.evaluate("d => d.open = true")
        watched.check()
        keep(watched, f"{name}{at}")


def test_an_extension_shows_what_it_moves_and_then_does_it(visit):
    edition = make_edition("jury")
    person = make_organiser(edition)
    watched = visit("phone", "dark")
    enter(watched, person)
    closes = get_round(edition, "jury").closes_at.astimezone(edition.zone) + 2 * DAY

    watched.page.goto(f"{watched.site}/desk/{edition.award.slug}/{edition.year}/regler/")
    watched.page.get_by_role("link", name="Förläng juryns omgång").click()
    watched.page.get_by_label("Den stänger").fill(f"{closes:%Y-%m-%dT%H:%M}")
    watched.page.get_by_label("Varför förlängs omgången?").fill("Två i juryn är sjuka.")
    watched.page.get_by_role("button", name="Förläng").click()
    watched.page.get_by_text("Det här flyttar med sig andra tider").wait_for()
    watched.check()
    keep(watched, "extend-moves")
    watched.page.get_by_role("button", name="Förläng, och flytta resten").click()
    watched.page.get_by_text("Omgången är förlängd").wait_for()
    watched.check()
    keep(watched, "extended")

    assert edition.rule_books.get(version=2).extends == "jury"


def test_a_change_that_two_make_shows_what_it_moves_without_javascript(visit):
    edition = make_edition("jury")
    make_organiser(edition)
    watched = visit("desktop", "light", java_script_enabled=False)
    enter(watched, make_organiser(edition))
    closes = get_round(edition, "jury").closes_at.astimezone(edition.zone) + 2 * DAY

    watched.page.goto(f"{watched.site}/desk/{edition.award.slug}/{edition.year}/regler/")
    watched.page.locator("ol.timeline a", has_text="Jury").click()
    watched.page.get_by_label("Juryn är klar").fill(f"{closes:%Y-%m-%dT%H:%M}")
    watched.page.get_by_label("Varför ändras reglerna?").fill("Två i juryn är sjuka.")
    watched.page.get_by_role("button", name="Föreslå ändringen").click()
    watched.page.get_by_text("Det här flyttar med sig andra tider").wait_for()
    watched.page.get_by_role("button", name="Föreslå ändringen").click()
    watched.page.get_by_text("Ändringen är föreslagen").wait_for()

    rules = rules_in_force(edition)
    waiting = edition.proposals.get()
    assert rules == rules_in_force(edition)
    assert (
        waiting.payload["rules"]["vote"]["opens_at"]
        > longer(rules, "vote", 0 * DAY).to_json()["vote"]["opens_at"]
    )


@pytest.mark.parametrize(("prefix", "size", "scheme"), LOOKS)
def test_a_year_of_many_rounds_is_made_round_by_round(visit, prefix, size, scheme):
    edition = make_edition("before", categories=2)
    watched = visit(size, scheme)
    enter(watched, make_organiser(edition))
    page = watched.page

    page.goto(f"{watched.site}{prefix}/desk/{edition.award.slug}/{edition.year}/regler/")
    page.locator("a[href$='/regler/ny-omgang/']").click()
    watched.check()
    keep(watched, f"new-round{prefix.strip('/')}-{size}")
    opens = get_round(edition, "nomination").closes_at.astimezone(edition.zone) + DAY / 24
    page.locator("input[name=kind][value=jury]").check()
    page.locator("[name=name_sv]").fill("Första läsningen")
    page.locator("[name=name_en]").fill("The first reading")
    page.locator("input[name=only_for]").first.check()
    page.locator("[name=opens_at]").fill(f"{opens:%Y-%m-%dT%H:%M}")
    page.locator("[name=closes_at]").fill(f"{opens + DAY / 2:%Y-%m-%dT%H:%M}")
    page.locator("main form button.button").click()
    page.locator("[name=forsta-lasningen__quorum]").fill("3")
    watched.check()
    keep(watched, f"round{prefix.strip('/')}-{size}")
    page.locator("main form button.button").first.click()
    page.wait_for_url("**/regler/")
    watched.check()
    keep(watched, f"line{prefix.strip('/')}-{size}")

    rules = rules_in_force(edition)
    assert [r.slug for r in rules.rounds] == ["nomination", "forsta-lasningen", "jury", "vote"]
    assert rules.round("forsta-lasningen").quorum == 3
