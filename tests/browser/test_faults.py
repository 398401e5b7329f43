"""What a juror's browser says when things go wrong while she scores."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session

from tests.browser.acting import sign_in
from tests.factories import make_edition, make_entry, make_organiser
from tests.storm.processes import until
from voting.jury.domain.inviting import invite_juror
from voting.jury.models import Score

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
    return watched


def give(sheet, criterion: str, points: int) -> None:
    sheet.page.locator(f"[name=points-{criterion}][value='{points}']").check(force=True)


def given() -> dict[str, int]:
    return dict(Score.objects.values_list("criterion", "points"))


def test_points_save_themselves_and_it_is_said(sheet):
    give(sheet, "forebild", 4)

    sheet.page.locator(".autosave[data-state=saved]").wait_for()

    assert sheet.page.locator(".autosave").inner_text() == "Sparat"
    assert given() == {"forebild": 4}
    sheet.check()


def test_points_given_just_before_leaving_the_page_are_saved(sheet):
    give(sheet, "insats", 5)
    sheet.page.click("main a >> nth=0")
    sheet.page.wait_for_url(lambda url: url.count("/") == 6)
    until(given)

    assert given() == {"insats": 5}


def test_signed_out_juror_is_not_told_that_it_is_saved_and_loses_nothing(sheet):
    Session.objects.all().delete()
    give(sheet, "forebild", 3)
    sheet.page.locator(".autosave[data-state=failed]").wait_for()
    told = sheet.page.locator(".autosave").inner_text()

    sheet.page.click("button[name=save]")
    sheet.page.wait_for_url(lambda url: "/konto/" in url)

    assert "utloggad" in told
    assert given() == {}


def test_lost_connection_is_said(sheet):
    sheet.page.context.set_offline(True)
    give(sheet, "forebild", 3)

    sheet.page.locator(".autosave[data-state=failed]").wait_for()

    assert "Inte sparat" in sheet.page.locator(".autosave").inner_text()


def test_keyboard_alone_scores_and_completes(sheet):
    for criterion in ("forebild", "insats", "spridning"):
        sheet.page.focus(f"[name=points-{criterion}]")
        sheet.page.keyboard.press("ArrowRight")
    sheet.page.focus("button[name=complete]")
    sheet.page.keyboard.press("Enter")
    sheet.page.wait_for_url(lambda url: url.count("/") == 6)

    assert sorted(given()) == ["forebild", "insats", "spridning"]
