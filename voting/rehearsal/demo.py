"""The demo: Årets IT-kvinna i Linnéregionen, with a year behind it and one in the public vote."""

from __future__ import annotations

import random

from django.db import transaction

from award.people.domain.granting import grant
from award.people.models import Person, Role
from award.programme.domain.clock import database_now
from award.programme.models import Award, Edition, Organisation, Partner
from voting.rehearsal.acts import Cast, play_jury, play_nominations, play_result, play_vote
from voting.rehearsal.stagecraft import (
    DAY,
    Script,
    at_noon,
    make_organisation,
    set_scene,
)
from voting.results.domain.motivating import write_motivation
from voting.results.domain.settling import settle

SLUG = "arets-it-kvinna"
PURPOSE_SV = """Den som aldrig har sett någon lik sig själv i ett yrke tror lätt att det inte är till för henne.

I Linnéregionen finns kvinnor som bygger systemen som vården, skogen och skolan lever på. De flesta av dem syns aldrig. Årets IT-kvinna lyfter fram en av dem, så att fler kan tänka: det där skulle kunna vara jag.

Priset är för dig som är kvinna eller identifierar dig som kvinna och arbetar med it i Kronobergs län. Alla får nominera."""
PURPOSE_EN = """Whoever has never seen anybody like herself in a trade easily believes that it is not for her.

In the Linnaeus region there are women who build the systems that health care, forestry and schools live on. Most of them are never seen. IT Woman of the Year brings one of them forward, so that more people can think: that could be me.

The award is for you who are a woman or identify as a woman and work with IT in the county of Kronoberg. Anybody may nominate."""
MOTIVATION_SV = "För att hon med envishet och värme har öppnat dörrar som andra inte ens såg, och hållit upp dem."
MOTIVATION_EN = "For having opened, with persistence and warmth, doors that others did not even see, and held them."


def demo_exists() -> bool:
    """Whether the installation has any edition at all."""
    return Edition.objects.real().exists()


def make_demo(*, seed: int = 1758) -> Edition:
    """Last year's edition announced, this year's in the public vote. Linnaeus' tenth edition: 1758."""
    organisation = make_organisation("digitri", "Digitri", "info@example.org")
    organiser = _people(organisation)
    award = _award(organisation)
    now = database_now()
    noon = at_noon(now)
    last = _edition(award, Script(opens=noon - 420 * DAY), now.year - 1)
    _play(last, Cast(random.Random(seed), organiser, 12, 4, 40), through_the_vote=True)  # noqa: S311
    this = _edition(award, Script(opens=noon - 42 * DAY), now.year)
    _play(this, Cast(random.Random(seed + 1), organiser, 16, 4, 25), through_the_vote=False)  # noqa: S311
    return this


def _play(edition: Edition, cast: Cast, *, through_the_vote: bool) -> None:
    cast = Cast(
        cast.chance, cast.organiser, cast.nominations, cast.jurors, cast.voters,
        [f"juror{n}@example.org" for n in range(1, cast.jurors + 1)],
    )  # fmt: skip
    play_nominations(edition, cast)
    play_jury(edition, cast)
    play_vote(edition, cast)
    if through_the_vote:
        play_result(edition)
        settle(edition)


def _people(organisation: Organisation) -> Person:
    owner = grant(
        organisation=organisation,
        edition=None,
        email="organisator@example.org",
        kind=Role.Kind.OWNER,
        by=None,
        name="Olga Arrhed",
    ).person
    for email, kind, name in (
        ("medarrangor@example.org", Role.Kind.ORGANISER, "Mats Medin-Lund"),
        ("lasare@example.org", Role.Kind.READER, "Lova Läsberg"),
    ):
        grant(organisation=organisation, edition=None, email=email, kind=kind, by=owner, name=name)
    return owner


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
    if script.announce_at < database_now():
        _motivate(edition)
    return edition


def _motivate(edition: Edition) -> None:
    """Written while the result was still to come."""
    category = edition.categories.get()
    author = Person.objects.get(email="organisator@example.org")
    announce_at = edition.announce_at
    Edition.objects.filter(pk=edition.pk).update(announce_at=database_now() + DAY)
    write_motivation(
        type(category).objects.get(pk=category.pk),
        text_sv=MOTIVATION_SV,
        text_en=MOTIVATION_EN,
        by=author,
    )
    Edition.objects.filter(pk=edition.pk).update(announce_at=announce_at)
