"""What takes two, as it looks: on the desk, beside the rules, and on the page of a witness."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from award.people.domain import acts
from award.people.domain.granting import revoke
from award.people.domain.two_persons import (
    OutsideWitness,
    approve,
    decline,
    propose,
    two_person_act,
)
from award.people.models import Role
from tests.browser.acting import enter
from tests.factories import make_edition, make_organiser, make_person, make_role
from tests.posted import mails_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = {
    "sv": ["Anna Ek heter Anna Ek-Lind bland finalisterna", "Förut: Anna Ek"],
    "en": ["Anna Ek is called Anna Ek-Lind among the finalists", "Before: Anna Ek"],
}
LOOKS = [("phone", "light", "sv"), ("desktop", "dark", "en")]


@pytest.fixture(autouse=True)
def renaming():
    """An act that does nothing but stand there."""
    before = dict(acts._acts)
    two_person_act(
        "test.rename",
        title="Vad en finalist heter",
        describe=lambda proposal: WORDS[translation.get_language()],
    )(lambda proposal: None)
    yield
    acts._acts.clear()
    acts._acts.update(before)


def ask(edition, by, **options):
    reason = "Hon har gift sig, och båda namnen ska stå på diplomet."
    return propose("test.rename", edition=edition, by=by, reason=reason, payload={}, **options)


def look(visit, paths: list[str], person=None) -> None:
    """At each page, at both sizes, in both languages and colour schemes."""
    for size, scheme, language in LOOKS:
        watched = visit(size, scheme)
        if person:
            enter(watched, person)
        for path in paths:
            watched.page.goto(f"{watched.site}{'/en' if language == 'en' else ''}{path}")
            watched.check()


def test_the_desk_shows_what_waits_and_who_gave_whom_a_role(visit):
    edition = make_edition()
    owner = make_role(edition, "owner", person=make_person(name="Olga Owner-Ek"))
    one = make_organiser(edition, granted_by=owner)
    gone = make_organiser(edition)
    make_organiser(edition, created_at=timezone.now(), granted_by=owner)
    approve(ask(edition, one), by=owner)
    decline(ask(edition, owner), by=one, reason="Det står rätt redan.")
    ask(edition, one, subject="candidate:1")
    revoke(Role.objects.get(person=gone), by=owner)
    place = [edition.award.slug, edition.year]
    whole = reverse("desk_organisation_log", args=[edition.award.organisation.slug])
    names = ("edition", "proposals", "people", "log", "organisation")
    pages = [reverse(f"desk_{name}", args=place) for name in names]

    look(visit, ["/desk/", whole, reverse("rules", args=place), *pages], owner)


def test_a_witness_reads_types_the_code_and_is_thanked(visit):
    edition = make_edition()
    alone = make_organiser(edition)
    ask(edition, alone, witness=OutsideWitness(name="Vera Vittne", email="vera@example.net"))
    text = mails_to("vera@example.net")[0].text
    path, code = re.search(r"/vittne/[\w-]+/", text)[0], re.search(r"^\s+(\d{6})$", text, re.M)[1]
    look(visit, [path])
    watched = visit("phone")
    watched.page.goto(watched.site + path)

    watched.page.fill("input[name=code]", code)
    watched.page.click("text=Jag bekräftar")

    watched.page.wait_for_selector("text=Vera Vittne")
    assert watched.page.locator("input[name=code]").count() == 0
    watched.check()
