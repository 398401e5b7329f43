"""Every page that the public result has, and the desk's beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from _pytest.mark import ParameterSet
from django.db import connection

from award.people.domain.two_persons import approve, propose
from nominations.domain.answering import decline_candidacy
from tests.browser.acting import enter, keep, look
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
LOOKS = [
    ("", "phone", "light"),
    ("/en", "desktop", "dark"),
    ("", "desktop", "dark"),
    ("/en", "phone", "light"),
]
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


def every_face_in_every_look() -> Iterator[ParameterSet]:
    """By day each face in one look, the two in turn; by night in all of them."""
    for number, face in enumerate(FACES):
        for place, seen in enumerate(LOOKS):
            night = [] if place == number % 2 else [pytest.mark.nightly]
            yield pytest.param(face, *seen, marks=night, id=f"{face.__name__}-{'-'.join(seen)}")


@pytest.mark.parametrize(("face", "language", "size", "scheme"), list(every_face_in_every_look()))
def test_every_face_of_a_result(visit, face, language, size, scheme):
    edition = face()
    place = f"{edition.award.slug}/{edition.year}"
    public, organising = visit(size, scheme), visit(size, scheme)
    enter(organising, make_organiser(edition))

    look(public, f"{language}/{place}/resultat/")
    keep(public, f"{face.__name__}-{size}")
    look(public, f"{language}/{place}/")
    look(organising, f"{language}/desk/{place}/resultat/")
    keep(organising, f"{face.__name__}-{size}-desk")
    if face is undecided:
        look(organising, f"{language}/desk/{place}/resultat/beslut/{CATEGORY}/")
        keep(organising, f"{face.__name__}-{size}-decide")
    if face is announced:
        look(organising, f"{language}/desk/{place}/resultat/rattelse/{CATEGORY}/")
        keep(organising, f"{face.__name__}-{size}-correct")
