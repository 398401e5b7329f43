"""A question before something goes, with JavaScript and without it."""

from __future__ import annotations

import pytest

from award.programme.models import Category
from tests.browser.acting import enter, keep, look
from tests.factories import make_edition, make_organiser
from voting.jury.domain.inviting import invite_juror

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_question_before_a_category_goes_works_without_javascript(visit):
    edition = make_edition("before", categories=2)
    organiser = make_organiser(edition)
    category = edition.categories.first()
    address = f"/desk/{edition.award.slug}/{edition.year}/program/kategorier/{category.pk}/"
    for size, scheme in (("phone", "dark"), ("desktop", "light")):
        watched = visit(size, scheme)
        enter(watched, organiser)
        look(watched, address)
        watched.page.click("button[name=remove]")
        watched.page.locator("button[name=sure]").wait_for()
        watched.check()
        keep(watched, f"asked-{size}-{scheme}")

    plain = visit("desktop", java_script_enabled=False)
    enter(plain, organiser)
    plain.page.goto(plain.site + address)
    plain.page.click("button[name=remove]")
    plain.page.click("button[name=sure]")

    assert not Category.objects.filter(pk=category.pk).exists()


def test_juror_is_invited_again_and_asked_about_on_a_phone(visit):
    edition = make_edition("nomination")
    organiser = make_organiser(edition)
    juror = invite_juror(edition=edition, email="asa@example.org", name="Åsa Ek", by=organiser)
    watched = visit("phone")
    enter(watched, organiser)
    address = f"/desk/{edition.award.slug}/{edition.year}/jury/"

    look(watched, address)
    keep(watched, "jury-phone")
    watched.page.locator("form[action$='/igen/'] button").click()
    watched.page.locator(".message--success").wait_for()
    watched.check()
    watched.page.locator("summary", has_text="Åsa Ek").click()
    watched.page.fill(f"#why-{juror.pk}", "Ny tjänst")
    watched.page.locator("form[action$='/lamnar/'] button").click()
    watched.page.locator("button[name=sure]").wait_for()
    watched.check()
    keep(watched, "asked-juror")
    watched.page.click("button[name=sure]")
    watched.page.locator(".message--success").wait_for()

    juror.refresh_from_db()
    assert juror.left_at is not None
