"""A made-up year, played as far as a phase, with somebody in every role."""

from __future__ import annotations

import random
from dataclasses import dataclass

from award.people.models import Person
from award.programme.domain.clock import database_now
from award.programme.models import Award, Edition
from tests.factories import make_organisation, make_person, make_role
from voting.jury.models import Juror
from voting.rehearsal.acts import Cast, play_jury, play_nominations, play_result, play_vote
from voting.rehearsal.stagecraft import DAY, Script, at_noon, set_scene, to_the_middle_of

PHASES = ("nomination", "jury", "vote", "announced")


@dataclass(frozen=True)
class Stage:
    """`people` by role; None is somebody who is not signed in."""

    edition: Edition
    people: dict[str, Person | None]


def play_to(phase: str) -> Stage:
    edition = _scene()
    organiser = make_role(edition, "owner")
    cast = Cast(random.Random(7), organiser, nominations=8, jurors=4, voters=6)
    play_nominations(edition, cast)
    if phase == "jury":
        to_the_middle_of(edition, "jury")
    if phase in ("vote", "announced"):
        play_jury(edition, cast)
        play_vote(edition, cast)
    if phase == "announced":
        play_result(edition)
    return Stage(edition, _people(edition, organiser))


def _scene() -> Edition:
    award = Award.objects.create(
        organisation=make_organisation(),
        slug="fuzz",
        name_sv="Årets prov",
        name_en="Trial of the year",
    )
    return set_scene(award, year=2026, script=Script(opens=at_noon(database_now()) - 30 * DAY))


def _people(edition: Edition, owner: Person) -> dict[str, Person | None]:
    juror = Juror.objects.filter(edition=edition).select_related("person").first()
    return {
        "anonymous": None,
        "stranger": make_person(),
        "juror": juror.person if juror else make_role(edition, "juror"),
        "reader": make_role(edition, "reader"),
        "organiser": make_role(edition, "organiser"),
        "owner": owner,
    }
