"""Every page that the public result has, and the desk's beside it."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from award.people.domain.two_persons import approve, propose
from nominations.domain.answering import decline_candidacy
from tests.factories import make_organiser, move_round, shift_edition
from tests.time_travel import triggers_asleep
from tests.voting.ballots.electorate import make_vote, vote_for
from tests.voting.results.playing import (
    CATEGORY,
    EVERYTHING,
    IN_FIGURES,
    alias,
    announce,
    counted,
    newest,
    settled,
)
from voting.results.domain.announcing import public_result
from voting.results.domain.deciding import payload_of, subject_of
from voting.results.domain.motivating import write_motivation
from voting.results.domain.questions import MEETING
from voting.results.domain.settling import settle

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [("", "phone", "light"), ("/en", "desktop", "dark")]
if os.environ.get("FOREBILD_NIGHTLY"):
    LOOKS += [("", "desktop", "dark"), ("/en", "phone", "light")]
BALLOTS = {"anna>cecilia": 4, "berit>cecilia": 3, "cecilia>berit": 1, "cecilia": 1}
TIED = {"anna": 2, "berit": 2}


def waiting():
    return settled({"anna": 2, "bea": 4}, {"bea": 1})


def announced():
    edition = counted("irv", BALLOTS, public=False)
    author = make_organiser(edition)
    text = "För att hon har öppnat dörrar som andra inte ens såg, och hållit upp dem."
    write_motivation(edition.categories.get(), text_sv=text, text_en="For the doors.", by=author)
    announce(edition)
    return edition


def announced_in_figures():
    edition = settled({"anna": 2, "bea": 4}, {"bea": 1}, publication=IN_FIGURES)
    announce(edition)
    return edition


def undecided():
    return counted("single", TIED, ties=("first_places",))


def held():
    edition = counted("single", {"anna": 3, "berit": 2}, public=False)
    decline_candidacy(edition.candidates.get(slug="anna"))
    announce(edition)
    return edition


def corrected():
    edition = undecided()
    one, other = make_organiser(edition), make_organiser(edition)
    payload = payload_of(
        newest(edition), CATEGORY, aliases=[alias(edition, "berit")], minutes="Alla fem deltog."
    )
    proposal = propose(
        MEETING,
        edition=edition,
        by=one,
        reason="Juryn möttes den 3 december och enades.",
        payload=payload,
        subject=subject_of(CATEGORY),
    )
    approve(proposal, by=other)
    public_result(edition)
    return edition


def delayed():
    round = make_vote(kinds=("vote",), rules={"publication": EVERYTHING})
    vote_for(round, "anna")
    edition = move_round(round, closes_in=-timedelta(minutes=1)).edition
    with triggers_asleep(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE rules_rulebook SET rules = jsonb_set(rules, '{vote,method}', '\"score\"')"
        )
    shift_edition(edition, by=-timedelta(days=30))
    settle(edition)
    return edition


FACES = [waiting, announced, announced_in_figures, undecided, held, corrected, delayed]


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.__name__)
@pytest.mark.parametrize(("language", "size", "scheme"), LOOKS)
def test_every_face_of_a_result(visit, client, face, language, size, scheme):
    edition = face()
    place = f"{edition.award.slug}/{edition.year}"
    public, organising = visit(size, scheme), visit(size, scheme)
    _sign_in(organising, client, make_organiser(edition))

    _look(public, f"{language}/{place}/resultat/")
    _keep(public, f"{face.__name__}-{size}")
    _look(public, f"{language}/{place}/")
    _look(organising, f"{language}/desk/{place}/resultat/")
    _keep(organising, f"{face.__name__}-{size}-desk")
    if face is undecided:
        _look(organising, f"{language}/desk/{place}/resultat/beslut/{CATEGORY}/")
        _keep(organising, f"{face.__name__}-{size}-decide")
    if face is announced:
        _look(organising, f"{language}/desk/{place}/resultat/rattelse/{CATEGORY}/")
        _keep(organising, f"{face.__name__}-{size}-correct")


def _look(watched, path: str) -> None:
    """Open the page, and find nothing to complain of."""
    watched.page.goto(watched.site + path)
    watched.check()


def _sign_in(watched, client, person) -> None:
    """With the session that the test's own client is given."""
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies["sessionid"]
    watched.page.context.add_cookies(
        [{"name": "sessionid", "value": cookie.value, "url": watched.site}]
    )


def _keep(watched, name: str) -> None:
    """A picture of the page, where somebody wants to look at it herself."""
    if folder := os.environ.get("FOREBILD_PICTURES"):
        watched.page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)
