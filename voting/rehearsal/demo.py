"""The demo: Årets IT-kvinna i Linnéregionen, with a year behind it and one in the public vote."""

from __future__ import annotations

import random

from django.db import transaction

from award.log.domain.recording import record
from award.mail.domain.ticking import tick
from award.people.domain.granting import person_with
from award.people.models import Person, Role
from award.programme.domain.clock import database_now
from award.programme.models import Award, Edition, Organisation, Partner
from voting.rehearsal.acts import Cast, play_jury, play_nominations, play_result, play_vote
from voting.rehearsal.stagecraft import (
    DAY,
    MINUTE,
    Script,
    at_noon,
    make_organisation,
    play_until,
    set_scene,
)
from voting.results.domain.motivating import write_motivation

SLUG, ORGANISATION = "arets-it-kvinna", "digitri"
JURORS = tuple(f"juror{n}@example.org" for n in range(1, 7))
OWNER = ("organisator@example.org", Role.Kind.OWNER, "Olga Arrhed")
OTHERS = (
    ("medarrangor@example.org", Role.Kind.ORGANISER, "Mats Medin-Lund"),
    ("tredje@example.org", Role.Kind.ORGANISER, "Tove Tredje"),
    ("lasare@example.org", Role.Kind.READER, "Lova Läsberg"),
)
PURPOSE_SV = """Den som aldrig har sett någon lik sig själv i ett yrke tror lätt att det inte är till för henne.

I Linnéregionen finns kvinnor som bygger systemen som vården, skogen och skolan lever på. De flesta av dem syns aldrig. Årets IT-kvinna lyfter fram en av dem, så att fler kan tänka: det där skulle kunna vara jag.

Priset är för dig som är kvinna eller identifierar dig som kvinna och arbetar med it i Kronobergs län. Alla får nominera."""
PURPOSE_EN = """Whoever has never seen anybody like herself in a trade easily believes that it is not for her.

In the Linnaeus region there are women who build the systems that health care, forestry and schools live on. Most of them are never seen. IT Woman of the Year brings one of them forward, so that more people can think: that could be me.

The award is for you who are a woman or identify as a woman and work with IT in the county of Kronoberg. Anybody may nominate."""
MOTIVATION_SV = "För att hon med envishet och värme har öppnat dörrar som andra inte ens såg, och hållit upp dem."
MOTIVATION_EN = "For having opened, with persistence and warmth, doors that others did not even see, and held them."


def demo_exists() -> bool:
    """Whether the installation has the demo, or something real that it would stand beside."""
    return Edition.objects.real().exists() or Award.objects.filter(slug=SLUG).exists()


@transaction.atomic
def found_demo() -> Organisation:
    """The organisation with its people, once. Their days of seniority count only where the database's owner founds it."""
    found = Organisation.objects.filter(slug=ORGANISATION).first()
    if found is None:
        found = make_organisation(ORGANISATION, "Digitri", "info@example.org")
        _people(found)
    return found


def make_demo(*, seed: int = 1758) -> Edition:
    """Last year's edition announced, this year's in the public vote. Linnaeus' tenth edition: 1758.

    Both are played on their own clocks, from the beginning; when the play is over, these show what
    every other clock shows.
    """
    organisation = found_demo()
    organiser = Role.objects.get(organisation=organisation, kind=Role.Kind.OWNER).person
    award = _award(organisation)
    now = database_now()
    noon = at_noon(now)
    last = _edition(award, Script(opens=noon - 420 * DAY), now.year - 1)
    _play(last, _cast(organiser, seed, nominations=12, voters=40))
    play_result(last)
    _write_motivation(last, organiser)
    play_until(last, last.announce_at + MINUTE, why="Demo: resultatet är ute.")
    tick()
    this = _edition(award, Script(opens=noon - 47 * DAY), now.year)
    _play(this, _cast(organiser, seed + 1, nominations=16, voters=25))
    for edition in (last, this):
        play_until(edition, database_now(), why="Demo: året visar vad klockan är.")
    return this


def _cast(organiser: Person, seed: int, *, nominations: int, voters: int) -> Cast:
    chance = random.Random(seed)  # noqa: S311 - a play, no secrecy
    return Cast(chance, organiser, nominations, len(JURORS), voters, list(JURORS))


def _play(edition: Edition, cast: Cast) -> None:
    play_nominations(edition, cast)
    play_jury(edition, cast)
    play_vote(edition, cast)


def _people(organisation: Organisation) -> None:
    """Owner, organisers and reader, of whom three can decide."""
    owner = _let_in(organisation, *OWNER, by=None)
    for one in OTHERS:
        _let_in(organisation, *one, by=owner)


def _let_in(
    organisation: Organisation, email: str, kind: str, name: str, *, by: Person | None
) -> Person:
    """Thirty days ago: an act for two takes people who have been in their roles for some days."""
    role = Role.objects.create(
        person=person_with(email, name=name),
        organisation=organisation,
        kind=kind,
        granted_by=by,
        created_at=database_now() - 30 * DAY,
    )
    record(
        "role.granted",
        actor=by or "system",
        object=role,
        organisation=organisation,
        after={"kind": kind, "name": name},
        reason=f"Demo: sedan den {role.created_at:%Y-%m-%d}.",
    )
    return role.person


def _award(organisation: Organisation) -> Award:
    return Award.objects.create(
        organisation=organisation,
        slug=SLUG,
        name_sv="Årets IT-kvinna i Linnéregionen",
        name_en="IT Woman of the Year in the Linnaeus Region",
        tagline_sv="Vem får dig att tro att det går?",
        tagline_en="Who makes you believe that it can be done?",
        purpose_sv=PURPOSE_SV,
        purpose_en=PURPOSE_EN,
    )


@transaction.atomic
def _edition(award: Award, script: Script, year: int) -> Edition:
    edition = set_scene(
        award,
        year=year,
        script=script,
        event_sv="Den digitala veckan",
        event_en="The Digital Week",
        place="Växjö",
    )
    for position, (kind, name) in enumerate(
        [
            (Partner.Kind.ORGANISER, "Digitri"),
            (Partner.Kind.PARTNER, "Region Kronoberg"),
            (Partner.Kind.SPONSOR, "Glasriket Data"),
        ]
    ):
        Partner.objects.create(edition=edition, kind=kind, name=name, position=position)
    return edition


def _write_motivation(edition: Edition, author: Person) -> None:
    """In the days between the sealing and the announcement."""
    write_motivation(
        edition.categories.get(), text_sv=MOTIVATION_SV, text_en=MOTIVATION_EN, by=author
    )
