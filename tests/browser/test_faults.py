"""What a juror's browser says when things go wrong while she scores, and that nothing is lost by it."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session

from tests.browser.acting import sign_in
from tests.factories import make_edition, make_entry, make_organiser
from tests.storm.processes import until
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.scoring import save
from voting.jury.models import Juror, Score, ScoreSheet

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sheet(visit):
    """A juror's browser at her only sheet."""
    edition = make_edition("jury")
    entry = make_entry(edition)
    juror = invite_juror(edition=edition, email="j@example.org", by=make_organiser(edition))
    watched = visit("phone")
    sign_in(watched, juror.person.email)
    watched.page.goto(f"{watched.site}/jury/{edition.award.slug}/{edition.year}/{entry.pk}/")
    watched.page.locator(".unsent[data-state=saved]").wait_for()
    return watched


def give(sheet, criterion: str, points: int) -> None:
    choice = sheet.page.locator(f"[name=points-{criterion}][value='{points}']")
    choice.evaluate("(found) => found.scrollIntoView({ block: 'center' })")
    choice.check(force=True)


def given() -> dict[str, int]:
    return dict(Score.objects.values_list("criterion", "points"))


def says(sheet, state: str) -> str:
    """What the bar says once it is in that state."""
    sheet.page.locator(f".unsent[data-state={state}]").wait_for()
    return sheet.page.locator("[data-words]").inner_text()


def beside(sheet, field: str) -> str:
    box = sheet.page.locator(f".field:has([name='{field}'])")
    return box.locator(".fieldstate").inner_text()


def kept_here(sheet) -> int:
    """How much lies on the device."""
    return sheet.page.evaluate("Object.keys(localStorage).length")


def write(sheet, words: str) -> None:
    sheet.page.fill("[name=comment]", words)


def test_points_save_themselves_and_it_is_said_beside_the_field_and_in_the_bar(sheet):
    give(sheet, "forebild", 4)
    sheet.page.locator(".fieldstate[data-state=saved]").wait_for()

    assert beside(sheet, "points-forebild") == "Sparat"
    assert says(sheet, "saved") == "Allt du har fyllt i är sparat."
    assert given() == {"forebild": 4}
    assert kept_here(sheet) == 0
    sheet.check()


def test_nothing_moves_under_the_finger_when_something_is_saved(sheet):
    def places():
        return sheet.page.locator("fieldset").evaluate_all("all => all.map(each => each.offsetTop)")

    before = places()
    give(sheet, "forebild", 4)
    sheet.page.locator(".fieldstate[data-state=saved]").wait_for()

    assert places() == before


def test_bar_is_always_visible(sheet):
    box = sheet.page.locator(".unsent").bounding_box()
    sheet.page.evaluate("scrollTo(0, document.querySelector('#sheet').offsetTop)")
    lower = sheet.page.locator(".unsent").bounding_box()

    assert 0 < box["y"] + box["height"] <= 844
    assert 0 < lower["y"] + lower["height"] <= 844


def test_points_given_just_before_leaving_the_page_are_saved(sheet):
    give(sheet, "insats", 5)
    sheet.page.click("main a >> nth=0")
    sheet.page.wait_for_url(lambda url: url.count("/") == 6)
    until(given)

    assert given() == {"insats": 5}


def test_signed_out_juror_is_not_told_that_it_is_saved_and_loses_nothing(sheet):
    Session.objects.all().delete()
    give(sheet, "forebild", 3)
    told = says(sheet, "signedout")

    sheet.page.click("button[name=save]")
    sheet.page.wait_for_url(lambda url: "/konto/" in url)

    assert "utloggad" in told
    assert given() == {}


def test_signed_in_again_what_was_kept_is_sent_and_gone_from_the_device(sheet):
    there = sheet.page.url
    Session.objects.all().delete()
    give(sheet, "forebild", 3)
    says(sheet, "signedout")
    sheet.page.once("dialog", lambda dialog: dialog.accept())
    sign_in(sheet, "j@example.org")
    sheet.page.goto(there)
    until(given)

    says(sheet, "saved")
    assert given() == {"forebild": 3}
    assert kept_here(sheet) == 0


def test_dead_line_is_said_and_what_was_given_is_sent_when_it_is_back(sheet):
    sheet.page.context.set_offline(True)
    give(sheet, "forebild", 3)
    give(sheet, "insats", 2)
    write(sheet, "Skriven utan förbindelse")
    told = says(sheet, "noline")
    sheet.page.locator(".field:has([name=comment]) .fieldstate[data-state=noline]").wait_for()
    field, number, stored = beside(sheet, "points-forebild"), kept_here(sheet), given()

    sheet.page.context.set_offline(False)
    until(lambda: len(given()) == 2 and ScoreSheet.objects.get().comment)

    assert "ligger kvar på den här apparaten" in told
    assert field == "Inte sparat än: ligger kvar på den här apparaten"
    assert (number, stored) == (3, {})
    says(sheet, "saved")
    assert given() == {"forebild": 3, "insats": 2}
    assert ScoreSheet.objects.get().comment == "Skriven utan förbindelse"
    assert kept_here(sheet) == 0
    sheet.complaints.clear()  # of the dead line itself
    sheet.check()


def test_what_lies_on_the_device_is_there_again_after_the_page_was_closed(sheet):
    there = sheet.page.url
    sheet.page.context.set_offline(True)
    give(sheet, "spridning", 1)
    says(sheet, "noline")
    sheet.page.close(run_before_unload=False)
    sheet.page = sheet.page.context.new_page() if sheet.page.is_closed() else sheet.page

    sheet.page.context.set_offline(False)
    sheet.page.goto(there)
    until(given)

    assert sheet.page.locator("[name=points-spridning][value='1']").is_checked()
    assert given() == {"spridning": 1}


def test_leaving_with_something_unsent_asks(sheet):
    asked = []
    sheet.page.context.set_offline(True)
    give(sheet, "forebild", 3)
    says(sheet, "noline")
    sheet.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    sheet.page.click("main a >> nth=0", no_wait_after=True)
    until(lambda: sheet.page.evaluate("1") and asked)

    assert asked == ["beforeunload"]
    assert sheet.page.locator("[name=points-forebild][value='3']").is_checked()


def test_leaving_with_everything_sent_asks_nothing(sheet):
    asked = []
    give(sheet, "forebild", 3)
    sheet.page.locator(".fieldstate[data-state=saved]").wait_for()
    sheet.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    sheet.page.click("main a >> nth=0")
    sheet.page.wait_for_url(lambda url: url.count("/") == 6)

    assert asked == []


def test_button_without_a_line_stays_on_the_page_and_goes_on_when_there_is_one(sheet):
    sheet.page.context.set_offline(True)
    for criterion in ("forebild", "insats", "spridning"):
        give(sheet, criterion, 4)
    says(sheet, "noline")
    sheet.page.click("button[name=complete]", no_wait_after=True)
    says(sheet, "noline")
    sheet.page.context.set_offline(False)
    sheet.page.click("[data-again]")
    says(sheet, "saved")

    sheet.page.click("button[name=complete]")
    sheet.page.wait_for_url(lambda url: url.count("/") == 6)

    assert given() == dict.fromkeys(("forebild", "insats", "spridning"), 4)
    assert ScoreSheet.objects.get().completed_at


def test_second_tab_empties_nothing(sheet):
    other = sheet.page.context.new_page()
    other.goto(sheet.page.url)
    write(sheet, "Skriven i den första")
    sheet.page.locator(".fieldstate[data-state=saved]").wait_for()

    other.locator("[name=points-forebild][value='5']").check(force=True)
    other.locator(".fieldstate[data-state=saved]").wait_for()

    assert ScoreSheet.objects.get().comment == "Skriven i den första"
    assert given() == {"forebild": 5}


@pytest.mark.parametrize(("press", "stands"), [("Behåll", 2), ("Ta det andra", 4)])
def test_same_field_in_two_tabs_shows_both_and_she_chooses(sheet, press, stands):
    juror = Juror.objects.get()
    save(juror=juror, entry=juror.assignments.get().entry, scores={"forebild": 4})
    give(sheet, "forebild", 2)
    told = says(sheet, "theirs")
    field = beside(sheet, "points-forebild")

    sheet.page.get_by_role("button", name=press).click()
    says(sheet, "saved")

    assert "på en annan sida" in told
    assert "har du skrivit 4" in field
    assert given() == {"forebild": stands}
    assert sheet.page.locator(f"[name=points-forebild][value='{stands}']").is_checked()


def test_answer_that_got_lost_on_the_way_is_not_taken_for_another_tab(sheet):
    """The server has saved it, the device has not heard so, and she has changed it since."""
    lost = sheet.page.context.route
    lost(
        "**/jury/**",
        lambda route: (
            (route.fetch(), route.abort()) if route.request.method == "POST" else route.continue_()
        ),
    )
    give(sheet, "forebild", 3)
    says(sheet, "noline")
    until(given)
    give(sheet, "forebild", 5)
    says(sheet, "noline")
    sheet.page.context.unroute("**/jury/**")

    sheet.page.click("[data-again]")
    says(sheet, "saved")

    assert given() == {"forebild": 5}


def test_too_long_a_comment_says_why_and_by_how_much_and_loses_no_sign(sheet):
    write(sheet, "å" * 4066)
    says(sheet, "refused")
    count = sheet.page.locator(".count").inner_text()
    kept = sheet.page.input_value("[name=comment]")

    write(sheet, "å" * 4000)
    says(sheet, "saved")

    assert count == "4066 tecken: 66 fler än de 4000 som får plats"
    assert len(kept) == 4066
    assert len(ScoreSheet.objects.get().comment) == 4000


@pytest.mark.parametrize(
    "words",
    ["rad\n" * 480, "👩🏽\u200d💻" * 900, "A\u030a" * 4000, "  å  \n\n", "klubben\u000bHon", "a\u200bb\ufeffc"],
    ids=["480 lines", "emoji", "combining", "blanks", "vertical tab", "unseen"],
)  # fmt: skip
def test_browser_and_server_count_alike(sheet, words):
    sheet.page.evaluate(
        "(words) => { const box = document.querySelector('[name=comment]'); box.value = words;"
        " box.dispatchEvent(new Event('input', { bubbles: true })); }",
        words,
    )
    says(sheet, "saved")
    until(lambda: ScoreSheet.objects.exists() and kept_here(sheet) == 0)

    counted = int(sheet.page.locator(".count").inner_text().split()[0])
    assert counted == len(ScoreSheet.objects.get().comment)


def test_signing_out_says_what_is_lost_and_leaves_nothing_on_the_device(sheet):
    sheet.page.context.set_offline(True)
    give(sheet, "forebild", 3)
    says(sheet, "noline")
    Score.objects.all().delete()
    other = sheet.page.context.new_page()
    sheet.page.context.set_offline(False)
    other.route("**/jury/**", lambda route: route.abort())
    other.add_init_script("localStorage.setItem('forebild-unsent:1:/x/:comment', '{\"at\": 9e12}')")
    other.goto(f"{sheet.site}/konto/logout/")
    told = other.locator("[data-kept-here]").is_visible()

    other.click("form[data-signs-out] button")
    other.wait_for_load_state()

    assert told
    assert (
        other.evaluate("Object.keys(localStorage).filter((k) => !k.includes(':1:/x/')).length") == 0
    )


def test_page_about_cookies_tells_of_what_is_kept_on_a_jurors_device(sheet):
    sheet.page.goto(f"{sheet.site}/lofte/")

    assert "På en jurymedlems egen apparat" in sheet.page.locator("main").inner_text()


def test_keyboard_alone_scores_and_completes(sheet):
    for criterion in ("forebild", "insats", "spridning"):
        sheet.page.focus(f"[name=points-{criterion}]")
        sheet.page.keyboard.press("ArrowRight")
    sheet.page.focus("button[name=complete]")
    sheet.page.keyboard.press("Enter")
    sheet.page.wait_for_url(lambda url: url.count("/") == 6)

    assert sorted(given()) == ["forebild", "insats", "spridning"]
