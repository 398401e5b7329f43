"""Finding what contradicts itself in a set of rules, before anybody relies on it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from award.rules.domain.document import (
    AGGREGATES,
    COMBINATIONS,
    IDENTITIES,
    METHODS,
    SECRECIES,
    TIE_RULES,
    JuryRules,
    Rules,
    RulesError,
    Window,
)

Problems = Iterator[tuple[str, str]]


def check_rules(rules: Rules) -> None:
    """Raises `RulesError` that names every rule that cannot hold."""
    problems = dict(_problems(rules))
    if problems:
        raise RulesError(problems)


def _problems(rules: Rules) -> Problems:
    yield from _categories(rules)
    yield from _windows(rules)
    if rules.jury:
        yield from _jury(rules.jury)
    yield from _vote(rules)
    yield from _combination(rules)
    yield from _ties(rules)


def _categories(rules: Rules) -> Problems:
    slugs = [c.slug for c in rules.categories]
    if not slugs:
        yield "categories", _("There must be at least one category.")
    if len(set(slugs)) < len(slugs):
        yield "categories", _("Two categories have the same address name.")


def _windows(rules: Rules) -> Problems:
    windows = rules.windows()
    if not windows:
        yield "rounds", _("There must be at least one round.")
        return
    for kind, window in windows.items():
        if window.opens_at >= window.closes_at:
            yield f"{kind}.closes_at", _("The round must close after it opens.")
    yield from _order(list(windows.items()))
    if rules.announce_at < max(w.closes_at for w in windows.values()):
        yield "announce_at", _("The announcement must come after the last round has closed.")


def _order(windows: list[tuple[str, Window]]) -> Problems:
    for (_before, earlier), (kind, later) in pairwise(windows):
        if later.opens_at < earlier.closes_at:
            yield f"{kind}.opens_at", _("The round opens before the one before it has closed.")


def _jury(jury: JuryRules) -> Problems:
    if not jury.criteria:
        yield "jury.criteria", _("The jury needs at least one criterion.")
    if any(c.weight < 1 for c in jury.criteria):
        yield "jury.criteria", _("Every criterion must weigh at least 1.")
    if len({c.slug for c in jury.criteria}) < len(jury.criteria):
        yield "jury.criteria", _("Two criteria have the same name.")
    if jury.scale_min >= jury.scale_max:
        yield "jury.scale", _("The highest score must be higher than the lowest.")
    if jury.aggregate not in AGGREGATES:
        yield "jury.aggregate", _("This way of bringing scores together is not known.")
    if jury.quorum < 1:
        yield "jury.quorum", _("At least one score sheet is needed.")
    if jury.finalists < 1:
        yield "jury.finalists", _("At least one finalist must go on.")


def _vote(rules: Rules) -> Problems:
    if rules.vote is None:
        return
    if rules.vote.method not in METHODS:
        yield "vote.method", _("This voting method is not known.")
    if rules.vote.identity not in IDENTITIES:
        yield "vote.identity", _("This way of knowing a voter is not known.")
    if rules.vote.secrecy not in SECRECIES:
        yield "vote.secrecy", _("This level of secrecy is not known.")


def _combination(rules: Rules) -> Problems:
    weights = rules.combination.weights
    if rules.combination.rule not in COMBINATIONS:
        yield "combination.rule", _("This way of combining jury and public is not known.")
    if set(weights) != {"jury", "public"} or any(w < 0 for w in weights.values()):
        yield "combination.weights", _("Jury and public each need a weight of 0 or more.")
    elif not any(weights.values()):
        yield "combination.weights", _("Jury and public cannot both weigh 0.")
    if rules.jury and rules.vote and rules.jury.aggregate == "zscores" and _divides(rules):
        yield (
            "combination.rule",
            _("The jury's figures can be negative, and shares of those have no meaning."),
        )


def _divides(rules: Rules) -> bool:
    """Whether the rule divides the jury's figures by their sum."""
    return rules.combination.rule in {"shares", "veto", "public_among_shortlist"}


def _ties(rules: Rules) -> Problems:
    if not set(rules.ties) <= set(TIE_RULES) or len(set(rules.ties)) < len(rules.ties):
        yield "ties", _("The order of tie rules names an unknown rule, or one twice.")
    if not rules.ties or rules.ties[-1] != "lot":
        yield "ties", _("The last tie rule must be the drawing of lots, or a tie could stay.")
