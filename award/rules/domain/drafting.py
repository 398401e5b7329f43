"""The rules a new edition starts from."""

from __future__ import annotations

import hashlib

from award.programme.models import Category, Edition
from award.rules.domain.document import (
    CategoryRule,
    CombinationRules,
    Criterion,
    JuryRules,
    NominationRules,
    Rules,
    Text,
    VoteRules,
    Window,
)

DEFAULT_ELIGIBILITY = Text(
    "Alla får nominera. Den nominerade avgör själv om hon vill vara med.",
    "Anyone may nominate. The nominee decides whether to take part.",
)
DEFAULT_CRITERIA = (
    Criterion(
        "forebild",
        Text("Förebild", "Role model"),
        Text("Inspirerar andra att välja eller stanna i it.", "Inspires others to choose IT."),
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
        categories=tuple(_category_rule(c) for c in edition.categories.all()),
        nomination=_nomination(windows["nomination"]) if "nomination" in windows else None,
        jury=_jury(windows["jury"]) if "jury" in windows else None,
        vote=_vote(windows["vote"]) if "vote" in windows else None,
        combination=CombinationRules("shares", {"jury": 50, "public": 50}),
        ties=("jury", "public", "lot"),
        lot_commitment=lot_commitment(edition),
    )


def _category_rule(category: Category) -> CategoryRule:
    return CategoryRule(category.slug, Text(category.name_sv, category.name_en))


def _nomination(window: Window) -> NominationRules:
    return NominationRules(window, DEFAULT_ELIGIBILITY)


def _jury(window: Window) -> JuryRules:
    return JuryRules(
        window, DEFAULT_CRITERIA, scale_min=1, scale_max=5, aggregate="mean", quorum=2, finalists=5
    )


def _vote(window: Window) -> VoteRules:
    return VoteRules(window, method="single", identity="email", secrecy="open")
