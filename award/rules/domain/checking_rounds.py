"""Finding what contradicts itself in the rounds of a rule book."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from award.programme.models.round import KINDS
from award.rules.domain.document import JuryRules, Rules, VoteRules
from award.rules.domain.options import (
    AGGREGATES,
    ELIMINATIONS,
    HIGHEST_LIMIT,
    IDENTITIES,
    LIMITED,
    METHODS,
    SECRECIES,
)
from award.rules.domain.round_rules import RoundRules, share

LONGEST_GRACE = 240  # hours
# What else a rule book has names for: a round called so could not be told from it.
TAKEN = frozenset(
    {
        "format",
        "award",
        "organisation",
        "year",
        "time_zone",
        "announce_at",
        "categories",
        "rounds",
        "combination",
        "ties",
        "lot",
        "too_little",
        "publication",
        "consent",
        "winner_withdraws",
        "retention",
    }
)

Problems = Iterator[tuple[str, str]]


def rounds_problems(rules: Rules) -> Problems:
    """What is wrong with each of them, by its slug, and with their order."""
    slugs = [each.slug for each in rules.rounds]
    if len(set(slugs)) < len(slugs):
        yield "rounds", _("Two rounds have the same address name.")
    kinds = [each.kind for each in rules.rounds if each.name is None]
    if len(set(kinds)) < len(kinds):
        yield "rounds", _("Rounds of the same kind need names, so that people can tell them apart.")
    for each in rules.rounds:
        yield from _which(rules, each)
        if isinstance(each, JuryRules):
            yield from _jury(each)
        if isinstance(each, VoteRules):
            yield from _vote(each)
    yield from _one_at_a_time(rules)
    for category in rules.categories:
        yield from _path(rules.rounds_of(category.slug))


def _which(rules: Rules, round: RoundRules) -> Problems:
    if round.slug in TAKEN or (round.slug in KINDS and round.slug != round.kind):
        yield (
            "rounds",
            _("A round cannot be called that: the rules use the name for something else."),
        )
    if set(round.only_for) - {c.slug for c in rules.categories}:
        yield f"{round.slug}.categories", _("The round is for a category that there is not.")
    if len(set(round.only_for)) < len(round.only_for):
        yield f"{round.slug}.categories", _("A category stands there twice.")


def _one_at_a_time(rules: Rules) -> Problems:
    """Whoever comes to nominate or to vote finds one form; juries may judge beside each other."""
    for kind in ("nomination", "vote"):
        held = sorted(
            (each for each in rules.rounds if each.kind == kind), key=lambda r: r.window.opens_at
        )
        for earlier, later in pairwise(held):
            if later.window.opens_at < earlier.window.closes_at and not share(earlier, later):
                said = _("Only one round of this kind is open at a time: %s is open then.")
                yield f"{later.slug}.opens_at", said % earlier.slug


def _path(rounds: tuple[RoundRules, ...]) -> Problems:
    """Through a category: nominations, then juries, each of whom lets the best go on, then one vote."""
    order = [KINDS.index(each.kind) for each in rounds]
    for (before, earlier), (after, later) in pairwise(zip(order, rounds, strict=True)):
        if after < before:
            said = _("A round of this kind cannot follow on one of the kind before it.")
            yield f"{later.slug}.opens_at", said
        elif after == before and isinstance(earlier, VoteRules):
            yield "rounds", _("A category is voted on once.")


def _jury(jury: JuryRules) -> Problems:
    at = jury.slug
    if not jury.criteria:
        yield f"{at}.criteria", _("The jury needs at least one criterion.")
    if any(c.weight < 1 for c in jury.criteria):
        yield f"{at}.criteria", _("Every criterion must weigh at least 1.")
    if len({c.slug for c in jury.criteria}) < len(jury.criteria):
        yield f"{at}.criteria", _("Two criteria have the same name.")
    if jury.scale_min >= jury.scale_max:
        yield f"{at}.scale", _("The highest score must be higher than the lowest.")
    if jury.aggregate not in AGGREGATES:
        yield f"{at}.aggregate", _("This way of bringing scores together is not known.")
    if jury.quorum < 1:
        yield f"{at}.quorum", _("At least one score sheet is needed.")
    if jury.finalists < 1:
        yield f"{at}.finalists", _("At least one finalist must go on.")
    if not 0 <= (jury.grace_hours or 0) <= LONGEST_GRACE:
        yield f"{at}.grace_hours", _("The time of grace is 0 to %d hours.") % LONGEST_GRACE


def _vote(vote: VoteRules) -> Problems:
    at = vote.slug
    if vote.method not in METHODS:
        yield f"{at}.method", _("This voting method is not known.")
    if vote.identity not in IDENTITIES:
        yield f"{at}.identity", _("This way of knowing a voter is not known.")
    if vote.secrecy not in SECRECIES:
        yield f"{at}.secrecy", _("This level of secrecy is not known.")
    if vote.limit is not None and vote.method not in LIMITED:
        yield f"{at}.limit", _("With this voting method there is nothing to limit.")
    elif vote.limit is not None and not 1 <= vote.limit <= HIGHEST_LIMIT:
        yield f"{at}.limit", _("The limit is 1 to %d.") % HIGHEST_LIMIT
    if vote.elimination not in (None, *ELIMINATIONS):
        yield f"{at}.elimination", _("This way of leaving the count is not known.")
