"""The rules a new edition starts from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from award.people.domain.personal.keeping import default_days
from award.programme.models import Category, Edition
from award.programme.models.round import KINDS
from award.rules.domain.document import (
    CategoryRule,
    CombinationRules,
    Consent,
    Criterion,
    JuryRules,
    NominationRules,
    Publication,
    Rules,
    Text,
    TooLittle,
    VoteRules,
    Window,
)
from award.rules.domain.naming import OWN_AUDITOR
from award.rules.domain.round_rules import RoundRules

DEFAULT_ELIGIBILITY = Text(
    "Alla får nominera. Den nominerade avgör själv om det blir ett ja.",
    "Anyone may nominate. The nominee decides whether to take part.",
)
DEFAULT_CRITERIA = (
    Criterion(
        "forebild",
        Text("Förebild", "Role model"),
        Text(
            "Visar vägen, så att andra vågar följa efter.",
            "Shows the way, so that others dare to follow.",
        ),
        2,
    ),
    Criterion(
        "insats",
        Text("Insats", "Achievement"),
        Text("Har åstadkommit något som märks.", "Has achieved something that shows."),
        2,
    ),
    Criterion(
        "spridning",
        Text("Delar med sig", "Shares with others"),
        Text("Lyfter kollegor och delar kunskap.", "Lifts colleagues and shares knowledge."),
        1,
    ),
)

DEFAULT_CONSENT = Consent(needed=True, reason=Text(""), last_day_before=3)
GRACE = timedelta(hours=24)
HOUR = timedelta(hours=1)


def lot_commitment(edition: Edition) -> str:
    """SHA-256 of the edition's lot seed: published before, opened at sealing."""
    return hashlib.sha256(bytes(edition.lot_seed)).hexdigest()


def draft_rules(edition: Edition, windows: dict[str, Window]) -> Rules:
    """Sensible rules for the edition's categories and the given windows by kind of round."""
    return Rules(
        award=edition.award.slug,
        organisation=edition.award.organisation.slug,
        year=edition.year,
        time_zone=edition.time_zone,
        announce_at=edition.announce_at,
        categories=category_rules(edition),
        rounds=tuple(_rounds(windows, edition.announce_at)),
        combination=CombinationRules(
            "shares", {"jury": 50, "public": 50}, put_forward="on_the_ballot"
        ),
        ties=("jury", "public", "lot"),
        lot_commitment=lot_commitment(edition),
        too_little=TooLittle(no_figure="undecided"),
        publication=default_publication(edition),
        consent=DEFAULT_CONSENT,
        winner_withdraws="jury",
        retention=default_days(),
    )


def _rounds(windows: dict[str, Window], announce_at: datetime) -> Iterator[RoundRules]:
    for kind in KINDS:
        if kind in windows:
            following = windows["vote"].opens_at if "vote" in windows else announce_at
            yield drafted_round(kind, windows[kind], following)


def drafted_round(kind: str, window: Window, following: datetime) -> RoundRules:
    """A round with sensible rules; `following` is when what it feeds begins."""
    if kind == "nomination":
        return _nomination(window)
    return _jury(window, following) if kind == "jury" else _vote(window)


def category_rules(edition: Edition, said: Rules | None = None) -> tuple[CategoryRule, ...]:
    """The edition's categories as the rule book names them, with the prizes that have been `said`."""
    prizes = {c.slug: c.prize for c in said.categories} if said else {}
    every = Category.objects.filter(edition=edition)
    return tuple(
        CategoryRule(c.slug, Text(c.name_sv, c.name_en), prizes.get(c.slug)) for c in every
    )


def default_publication(edition: Edition) -> Publication:
    """Of few people only figures, and what lies under them for the organisation's auditor."""
    return Publication(
        least_jurors=5,
        least_voters=10,
        small_panel="figures",
        small_electorate="figures",
        auditor=f"{OWN_AUDITOR}{edition.award.organisation.name}",
    )


def grace_that_fits(jury: Window, following: datetime) -> int:
    """Whole hours: a day, or what is left before the next round or the announcement."""
    return max(0, min(GRACE, following - jury.closes_at) // HOUR)


def _nomination(window: Window) -> NominationRules:
    return NominationRules(window, DEFAULT_ELIGIBILITY)


def _jury(window: Window, following: datetime) -> JuryRules:
    return JuryRules(
        window,
        DEFAULT_CRITERIA,
        scale_min=1,
        scale_max=5,
        aggregate="mean",
        quorum=2,
        finalists=5,
        grace_hours=grace_that_fits(window, following),
    )


def _vote(window: Window) -> VoteRules:
    return VoteRules(
        window, method="single", identity="email", secrecy="open", elimination="one_by_one"
    )
