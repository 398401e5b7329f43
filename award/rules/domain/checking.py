"""Finding what contradicts itself in a set of rules, before anybody relies on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from award.people.domain.personal.keeping import kinds
from award.rules.domain.checking_rounds import Problems, rounds_problems
from award.rules.domain.document import (
    CombinationRules,
    Consent,
    JuryRules,
    Publication,
    Rules,
    RulesError,
    VoteRules,
)
from award.rules.domain.options import (
    COMBINATIONS,
    MOST_SEATS,
    NO_FIGURE,
    NOT_ADDED_UP,
    OF_BOTH_SHARES,
    OF_SHARES,
    OLDEST_MINOR,
    PUT_FORWARD,
    SIGNED,
    SMALL_ELECTORATE,
    SMALL_PANEL,
    TIE_RULES,
    WINNER_WITHDRAWS,
)
from award.rules.domain.round_rules import RoundRules


def check_rules(rules: Rules, *, in_force: Rules | None = None) -> None:
    """Raises `RulesError` that names every rule that cannot hold.

    What the rules `in_force` say already is not held against a change of something else: what they
    were frozen with may have been refused only since.
    """
    known = set(_problems(in_force)) if in_force else set()
    problems = {path: what for path, what in _problems(rules) if (path, what) not in known}
    if problems:
        raise RulesError(problems)


def _problems(rules: Rules) -> Problems:
    yield from _categories(rules)
    yield from _windows(rules)
    yield from rounds_problems(rules)
    yield from _combination(rules)
    yield from _ties(rules)
    yield from _too_little(rules)
    if rules.publication:
        yield from _publication(rules, rules.publication)
    if rules.consent:
        yield from _consent(rules.consent)
    yield from _retention(rules.retention or {})


def _categories(rules: Rules) -> Problems:
    slugs = [c.slug for c in rules.categories]
    if not slugs:
        yield "categories", _("There must be at least one category.")
    if len(set(slugs)) < len(slugs):
        yield "categories", _("Two categories have the same address name.")
    for category in rules.categories:
        prize = category.prize
        if prize and not 1 <= prize.seats <= MOST_SEATS:
            yield f"categories.{category.slug}", _("The number of winners is 1 to %d.") % MOST_SEATS
        if prize and prize.grades and len(prize.grades) != prize.seats:
            said = _("There must be a name for each place that wins, or for none.")
            yield f"categories.{category.slug}", said


def _windows(rules: Rules) -> Problems:
    if not rules.rounds:
        yield "rounds", _("There must be at least one round.")
        return
    for each in rules.rounds:
        if each.window.opens_at >= each.window.closes_at:
            yield f"{each.slug}.closes_at", _("The round must close after it opens.")
        yield from _order(rules, each)
    if rules.announce_at < max(each.window.closes_at for each in rules.rounds):
        yield "announce_at", _("The announcement must come after the last round has closed.")
    elif rules.announce_at < max(each.window.closes_at + each.grace for each in rules.rounds):
        yield "announce_at", _("The announcement must come after the jury's time of grace.")


def _order(rules: Rules, fed: RoundRules) -> Problems:
    """Nothing opens before what feeds it is over; rounds that share no category may overlap."""
    before = rules.feeding(fed.slug)
    if any(fed.window.opens_at < each.window.closes_at for each in before):
        yield f"{fed.slug}.opens_at", _("The round opens before the one before it has closed.")
    elif any(fed.window.opens_at < each.window.closes_at + each.grace for each in before):
        yield f"{fed.slug}.opens_at", _("The round opens before the jury's time of grace is over.")


def _combination(rules: Rules) -> Problems:
    weights = rules.combination.weights
    if rules.combination.rule not in COMBINATIONS:
        yield "combination.rule", _("This way of combining jury and public is not known.")
    if set(weights) != {"jury", "public"} or any(w < 0 for w in weights.values()):
        yield "combination.weights", _("Jury and public each need a weight of 0 or more.")
    elif not any(weights.values()):
        yield "combination.weights", _("Jury and public cannot both weigh 0.")
    if rules.combination.put_forward not in (None, *PUT_FORWARD):
        yield "combination.put_forward", _("This way of putting somebody forward is not known.")
    for jury, vote in _both_sides(rules):
        yield from _without_shares(rules.combination, jury, vote)


def _both_sides(rules: Rules) -> Iterator[tuple[JuryRules, VoteRules]]:
    """What counts in each category that has a jury and a vote: the last of either."""
    for category in rules.categories:
        jury, vote = rules.jury_that_counts(category.slug), rules.vote_that_counts(category.slug)
        if jury and vote:
            yield jury, vote


def _without_shares(combination: CombinationRules, jury: JuryRules, vote: VoteRules) -> Problems:
    """What would leave one side without a share that means anything, and often without a seal."""
    signed = jury.aggregate in SIGNED or jury.scale_min < 0
    if signed and _divides(combination):
        yield (
            "combination.rule",
            _("The jury's figures can be negative, and shares of those have no meaning."),
        )
    elif combination.rule == "veto" and jury.aggregate == "borda":
        yield (
            "combination.rule",
            _(
                "By the jury's orders the last has nothing, and would be vetoed though nobody meant it."
            ),
        )
    if combination.rule in OF_BOTH_SHARES and vote.method in NOT_ADDED_UP:
        yield (
            "combination.rule",
            _(
                "With this voting method votes are not added up, so that nobody has a share of them: "
                "choose places or points, or another method."
            ),
        )


def _divides(combination: CombinationRules) -> bool:
    """Whether the rule divides the jury's figures by their sum, or asks which are above nought."""
    asks_the_jury = combination.put_forward is None or combination.rule in OF_BOTH_SHARES
    return combination.rule in OF_SHARES and asks_the_jury


def _ties(rules: Rules) -> Problems:
    if not set(rules.ties) <= set(TIE_RULES) or len(set(rules.ties)) < len(rules.ties):
        yield "ties", _("The order of tie rules names an unknown rule, or one twice.")
    if "lot" in rules.ties[:-1]:
        yield "ties", _("Nothing is left to break after the drawing of lots: it comes last.")


def _too_little(rules: Rules) -> Problems:
    if rules.no_figure not in NO_FIGURE:
        yield "too_little.no_figure", _("This answer to a missing figure is not known.")
    signed = any(jury.aggregate in SIGNED for jury, _vote in _both_sides(rules))
    if signed and rules.no_figure == "zero":
        yield (
            "too_little.no_figure",
            _("Among these figures of the jury's 0 is the average, and not the lowest."),
        )
    if rules.after_withdrawal not in WINNER_WITHDRAWS:
        yield "winner_withdraws", _("This answer to a winner who withdraws is not known.")


def _publication(rules: Rules, publication: Publication) -> Problems:
    for name in ("least_jurors", "least_voters"):
        if getattr(publication, name) < 1:
            yield f"publication.{name}", _("The number must be 1 or more.")
    if publication.small_panel not in SMALL_PANEL:
        yield "publication.small_panel", _("This way of publishing is not known.")
    if publication.small_electorate not in SMALL_ELECTORATE:
        yield "publication.small_electorate", _("This way of publishing is not known.")
    if _holds_back(rules, publication) and not publication.auditor.strip():
        yield (
            "publication.auditor",
            _("What is not published lies sealed for somebody: say who checks it."),
        )


def _holds_back(rules: Rules, publication: Publication) -> bool:
    """Whether anything could stay unpublished because there were few."""
    sheets = rules.jury is not None and publication.small_panel == "figures"
    ballots = rules.vote is not None and publication.small_electorate == "figures"
    return sheets or ballots


def _consent(consent: Consent) -> Problems:
    if not consent.needed and not consent.reason.sv.strip():
        yield "consent.reason", _("Say why nobody has to say yes: everybody can read it.")
    if consent.last_day_before < 0:
        yield "consent.last_day_before", _("The last day to answer comes before, not after.")
    if consent.guardian_below is not None and not 1 <= consent.guardian_below <= OLDEST_MINOR:
        yield (
            "consent.guardian_below",
            _("A guardian agrees for somebody below an age from 1 to %d.") % OLDEST_MINOR,
        )


def _retention(days: Mapping[str, int]) -> Problems:
    most = {kind.slug: kind.most for kind in kinds()}
    for slug, number in days.items():
        if slug not in most:
            yield f"retention.{slug}", _("This kind of personal data is not known.")
        elif not 1 <= number <= most[slug]:
            said = _("Personal data of this kind is kept for 1 to %d days.")
            yield f"retention.{slug}", said % most[slug]
