"""A whole rehearsed year."""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from award.mail.domain.ticking import tick
from award.people.domain.granting import grant
from award.people.models import Person, Role
from award.programme.domain.clock import database_now
from award.programme.models import Award, Edition
from voting.rehearsal.acts import Cast, play_jury, play_nominations, play_result, play_vote
from voting.rehearsal.browser import WentWrongError
from voting.rehearsal.stagecraft import (
    DAY,
    MINUTE,
    Script,
    at_noon,
    make_organisation,
    play_until,
    set_scene,
)
from voting.results.domain.announcing import public_result, sealed_result
from voting.results.domain.standings import CategoryResult, category_results
from voting.results.models import EditionResult

PURPOSE = "Ett år på låtsas, så att den som är ny har gjort allt en gång innan det gäller."


@dataclass(frozen=True)
class Played:
    """One act: its name, what happened, and the seconds it took."""

    name: str
    told: str
    seconds: float


def rehearse(
    *,
    seed: int,
    nominations: int,
    jurors: int,
    voters: int,
    tell: Callable[[Played], None] = lambda _: None,
) -> tuple[Edition, list[CategoryResult]]:
    """Play a year that ended the other day, and give its result.

    The same seed plays the same year: neither keys nor what else is in the database steer chance.
    """
    edition, organiser = _open(seed)
    cast = Cast(random.Random(seed), organiser, nominations, jurors, voters)  # noqa: S311
    acts: list[tuple[str, Callable[[], str]]] = [
        ("nominations", lambda: play_nominations(edition, cast)),
        ("jury", lambda: play_jury(edition, cast)),
        ("public vote", lambda: play_vote(edition, cast)),
        ("count", lambda: play_result(edition)),
        ("announcement", lambda: _announce(edition)),
    ]
    for name, act in acts:
        started = time.monotonic()
        told = act()
        tell(Played(name, told, time.monotonic() - started))
    return edition, category_results(_result(edition))


def _result(edition: Edition) -> EditionResult:
    """What was announced; where nothing is decided, what was sealed."""
    result = public_result(edition) or sealed_result(edition)
    if result is None:
        raise WentWrongError("the year was played, and its result could not be sealed")
    return result


def lot_seed_of(seed: int) -> bytes:
    """The secret that lots are drawn with: in a rehearsal none, so that it plays the same again."""
    return hashlib.sha256(f"rehearsal {seed}".encode()).digest()


@transaction.atomic
def _open(seed: int) -> tuple[Edition, Person]:
    """An award of its own; two rehearsals that begin at once take their numbers one after the other."""
    organisation = make_organisation("ovning", "Övningsföreningen", "ovning@example.org")
    type(organisation).objects.select_for_update(no_key=True).get(pk=organisation.pk)
    number = Award.objects.filter(slug__startswith="ovning-").count() + 1
    award = Award.objects.create(
        organisation=organisation,
        slug=f"ovning-{number}",
        name_sv=f"Övningspriset {number}",
        name_en=f"The rehearsal prize {number}",
        purpose_sv=PURPOSE,
        colour="#2f4858",
        accent="#c98a2b",
    )
    script = Script(opens=at_noon(database_now()) - 60 * DAY)
    edition = set_scene(
        award, year=script.announce_at.year, script=script, lot_seed=lot_seed_of(seed)
    )
    role = grant(
        organisation=organisation,
        edition=None,
        email="ovningsledare@example.org",
        kind=Role.Kind.OWNER,
        by=None,
    )
    return edition, role.person


def _announce(edition: Edition) -> str:
    """By the clock alone: its moment comes, and the next tick sends the mail."""
    play_until(edition, edition.announce_at + MINUTE, why="Övning: resultatet är ute.")
    tick()
    return "the result is public" if public_result(edition) else "nothing is decided yet"
