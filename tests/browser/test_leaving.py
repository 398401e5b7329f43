"""A finalist leaves in mid-vote, and a jury that will not be done in time, in a real browser."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from nominations.domain.answering import decline_candidacy
from nominations.models import Entry
from tests.browser.acting import keep, sign_in, vote
from tests.factories import (
    get_round,
    make_candidate,
    make_edition,
    make_entry,
    make_organiser,
    move_round,
)
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.recusing import recuse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = pytest.mark.parametrize(
    ("language", "size", "scheme"),
    [
        ("sv", "phone", "light"),
        ("en", "desktop", "dark"),
        pytest.param("en", "phone", "dark", marks=pytest.mark.nightly),
        pytest.param("sv", "desktop", "light", marks=pytest.mark.nightly),
    ],
)
WORDS = {"sv": ("", "Din röst", "Rösta igen"), "en": ("/en", "Your vote", "Vote again")}


@LOOKS
def test_browser_that_voted_for_her_is_asked_to_vote_again(visit, language, size, scheme):
    prefix, cast, again = WORDS[language]
    edition = make_edition("vote")
    entries = [
        make_entry(edition, "vote", candidate=make_candidate(edition, name))
        for name in ("Anna Ek", "Bea Lind", "Cilla Öst")
    ]
    place = f"{prefix}/{edition.award.slug}/{edition.year}"
    watched = visit(size, scheme)
    page = watched.page
    vote(watched, place, "Anna Ek", "eva@example.org", cast)
    receipt = page.url
    decline_candidacy(Entry.objects.get(pk=entries[0].pk).candidate)

    for name, url in (
        ("receipt", receipt),
        ("front", f"{watched.site}{place}/"),
        ("paper", f"{watched.site}{place}/rosta/"),
    ):
        page.goto(url)
        watched.check()
        keep(watched, f"left-{name}-{language}-{size}-{scheme}")
        assert (
            page.get_by_role("heading", name=again).count()
            + page.get_by_role("link", name=again).count()
        )
    vote(watched, place, "Bea Lind", "eva@example.org", cast)
    page.goto(f"{watched.site}{place}/")

    assert page.get_by_role("heading", name=again).count() == 0


@LOOKS
def test_desk_lists_what_the_jury_will_lack(visit, language, size, scheme):
    prefix, *_ = WORDS[language]
    edition = make_edition("jury", categories=2)
    organiser = make_organiser(edition)
    entries = [
        make_entry(edition, candidate=make_candidate(edition, name))
        for name in ("Anna Ek", "Bea Lind")
    ]
    jurors = [
        invite_juror(edition=edition, email=f"j{n}@example.org", name=name, by=organiser)
        for n, name in enumerate(("Jan Öst", "Jill Ask"))
    ]
    assign_everything(edition)
    recuse(juror=jurors[0], entry=entries[0], reason="Min syster")
    move_round(get_round(edition, "jury"), closes_in=timedelta(days=2, hours=3))
    watched = visit(size, scheme)
    sign_in(watched, organiser.email)

    for name, path in (("jury", "/jury/"), ("first", "/")):
        watched.page.goto(f"{watched.site}{prefix}/desk/{edition.award.slug}/{edition.year}{path}")
        watched.check()
        keep(watched, f"desk-{name}-{language}-{size}-{scheme}")
        assert re.search(r"Anna Ek|1 (kandidat|candidate)", watched.page.inner_text("main"))


@LOOKS
def test_juror_reads_what_is_published(visit, language, size, scheme):
    prefix, *_ = WORDS[language]
    edition = make_edition("jury")
    organiser = make_organiser(edition)
    entry = make_entry(edition, candidate=make_candidate(edition, "Anna Ek"))
    juror = invite_juror(edition=edition, email="jan@example.org", name="Jan Öst", by=organiser)
    assign_everything(edition)
    watched = visit(size, scheme)
    sign_in(watched, juror.person.email)

    for name, path in (("edition", ""), ("entry", f"{entry.pk}/")):
        watched.page.goto(f"{watched.site}{prefix}/jury/{edition.award.slug}/{edition.year}/{path}")
        watched.check()
        keep(watched, f"juror-{name}-{language}-{size}-{scheme}")
