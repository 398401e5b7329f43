"""The rule book as plain words."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from award.programme.domain.figures import share
from award.programme.domain.moments import in_zone, with_zone
from award.programme.models import Award, Edition, Organisation
from award.rules.domain.document import (
    CombinationRules,
    JuryRules,
    NominationRules,
    Rules,
    VoteRules,
    Window,
)
from award.rules.domain.naming import round_words, tie_names
from award.rules.domain.provisions import grace_in_words, provisions
from award.rules.domain.round_rules import RoundRules
from award.rules.domain.sections import RuleSection
from award.rules.models import RuleBook


def rule_sections(edition: Edition, book: RuleBook) -> list[RuleSection]:
    """What the rule book says, for somebody who has never seen one."""
    return list(sections_of(Rules.from_json(book.rules), edition))


def words_of(rules: Rules) -> list[RuleSection]:
    """Of a rule book from a file, whose edition this platform need not know."""
    organisation = Organisation(slug=rules.organisation, name=rules.organisation)
    award = Award(slug=rules.award, organisation=organisation)
    return list(sections_of(rules, Edition(award=award, time_zone=rules.time_zone)))


def sections_of(rules: Rules, edition: Edition) -> Iterator[RuleSection]:
    """Of rules that no version holds yet, too."""
    for each in rules.rounds:
        yield _round(rules, each, edition)
    yield _result(rules, edition)
    yield _ties(rules)
    yield from provisions(rules, edition)


def _round(rules: Rules, round: RoundRules, edition: Edition) -> RuleSection:
    """Of a list of rounds each says for what it is, and whom it has before it."""
    language = get_language() or "sv"
    said, pairs = _of_its_kind(round, language)
    about = (*_only_for(rules, round, language), *_comes_from(rules, round))
    return RuleSection(round_words(round), (_when(round.window, edition), *about, *said), pairs)


Pairs = tuple[tuple[str, str], ...]


def _of_its_kind(round: RoundRules, language: str) -> tuple[tuple[str, ...], Pairs]:
    if isinstance(round, NominationRules):
        return (round.eligibility.in_language(language),), ()
    if isinstance(round, VoteRules):
        return _vote(round), ()
    return _jury(round), tuple(_criteria(round, language))


def _only_for(rules: Rules, round: RoundRules, language: str) -> Iterator[str]:
    if round.only_for:
        names = [c.name.in_language(language) for c in rules.categories if c.slug in round.only_for]
        yield _("This round is for: %s.") % ", ".join(names)


def _comes_from(rules: Rules, round: RoundRules) -> Iterator[str]:
    """Said where it is not what everybody expects: after a jury that is not the last."""
    juries = [r for r in rules.feeding(round.slug) if isinstance(r, JuryRules)]
    if juries and isinstance(round, JuryRules):
        yield _("Those who went on from %s come before it.") % ", ".join(map(round_words, juries))


def _jury(jury: JuryRules) -> tuple[str, ...]:
    scale = _("Each juror gives every candidate %(low)d to %(high)d points on each criterion.")
    quorum = ngettext(
        "A candidate needs at least %d juror's sheet to be placed.",
        "A candidate needs at least %d jurors' sheets to be placed.",
        jury.quorum,
    )
    finalists = ngettext(
        "The %d candidate with the highest figure goes on.",
        "The %d candidates with the highest figures go on.",
        jury.finalists,
    )
    return (
        scale % {"low": jury.scale_min, "high": jury.scale_max},
        _aggregates()[jury.aggregate],
        quorum % jury.quorum,
        finalists % jury.finalists,
        _("Whoever is biased does not score: a missing sheet is left out, and never a zero."),
        *grace_in_words(jury),
    )


def _criteria(jury: JuryRules, language: str) -> Iterator[tuple[str, str]]:
    """Each in words, with its part of the weight."""
    every = sum(c.weight for c in jury.criteria)
    for c in jury.criteria:
        words = f"{c.name.in_language(language)}: {c.description.in_language(language)}"
        yield words, share(Fraction(c.weight, every))


def _vote(vote: VoteRules) -> tuple[str, ...]:
    return (
        _methods()[vote.method],
        *_limit(vote),
        *_elimination(vote),
        _(
            "One e-mail address has one vote. Whoever votes again changes the vote: the last counts."
        ),
    )


def _limit(vote: VoteRules) -> Iterator[str]:
    if vote.limit is not None:
        yield {
            "approval": _("Of one category a voter chooses at most %d."),
            "eph": _("Of one category a voter names at most %d."),
            "points": _("There are %d points to give in a category."),
            "score": _("The highest score is %d."),
        }[vote.method] % vote.limit


def _elimination(vote: VoteRules) -> Iterator[str]:
    if vote.method == "irv" and vote.elimination:
        yield _(
            "If several have fewest votes, they leave one at a time, by the order of these rules for ties."
        )


def _result(rules: Rules, edition: Edition) -> RuleSection:
    when = _("The result becomes public on %s.") % with_zone(rules.announce_at, edition)
    return RuleSection(_("Result"), (*_decided_by(rules), *_prizes(rules), when))


def _prizes(rules: Rules) -> Iterator[str]:
    """Said of a category where more than one wins."""
    language = get_language() or "sv"
    for category in rules.categories:
        prize = category.prize
        if prize is None:
            continue
        told = {"category": category.name.in_language(language), "number": prize.seats}
        if prize.grades:
            told["grades"] = ", ".join(each.in_language(language) for each in prize.grades)
            yield _("%(category)s has %(number)d places that win: %(grades)s.") % told
        else:
            yield _("In %(category)s %(number)d win, all alike.") % told


def _decided_by(rules: Rules) -> Iterator[str]:
    """Where not every category is decided alike, by which of the two each is."""
    language = get_language() or "sv"
    sides: dict[tuple[bool, bool], list[str]] = {}
    for category in rules.categories:
        jury, vote = rules.jury_that_counts(category.slug), rules.vote_that_counts(category.slug)
        sides.setdefault((jury is not None, vote is not None), []).append(
            category.name.in_language(language)
        )
    if (True, True) in sides:
        yield from _together(rules.combination)
    if len(sides) > 1:
        said = {
            (True, True): _("Jury and public decide together: %s."),
            (True, False): _("The jury alone decides: %s."),
            (False, True): _("The public alone decides: %s."),
            (False, False): _("Two people decide, as nobody judges: %s."),
        }
        yield from (said[which] % ", ".join(names) for which, names in sides.items())


def _ties(rules: Rules) -> RuleSection:
    names = tie_names()
    order = _("A tie is broken by, in this order: %s.") % ", ".join(names[t] for t in rules.ties)
    stays = _(
        "A tie for a prize that this does not break stays: the category is not decided by itself."
    )
    lot = _(
        "The lot is drawn from a secret number whose fingerprint (SHA-256) stands in these rules; "
        "the number itself is published with the result, so that anyone can repeat the drawing."
    )
    told = (order,) if rules.ties else ()
    return RuleSection(_("Ties"), (*told, lot if "lot" in rules.ties else stays))


def _together(combination: CombinationRules) -> tuple[str, ...]:
    """Where the public alone decides nothing is weighed."""
    if combination.rule == "public_among_shortlist" and combination.put_forward:
        return (_("The public alone decides among the finalists, who stand on the ballot."),)
    return _combinations()[combination.rule], _weights(combination)


def _weights(combination: CombinationRules) -> str:
    total = sum(combination.weights.values())
    return _("The jury weighs %(jury)s and the public %(public)s.") % {
        side: share(Fraction(weight, total)) for side, weight in combination.weights.items()
    }


def _when(window: Window, edition: Edition) -> str:
    return _("From %(opens)s until, but not including, %(closes)s.") % {
        "opens": in_zone(window.opens_at, edition),
        "closes": with_zone(window.closes_at, edition),
    }


def _aggregates() -> dict[str, str]:
    return {
        "mean": _("A candidate's figure is the mean of the jurors' weighted points."),
        "median": _("A candidate's figure is the median of the jurors' weighted points."),
        "trimmed": _("The highest and the lowest juror are left out before the mean is taken."),
        "borda": _("Only each juror's order counts: how many of the others are placed below."),
        "zscores": _("Each juror's points are seen against that juror's own mean and spread."),
        "severity": _("How strict each juror is, is estimated and taken out."),
    }


def _methods() -> dict[str, str]:
    return {
        "single": _("Each voter chooses one."),
        "approval": _("Voters choose as many as they like."),
        "points": _("Each voter spreads points among the finalists."),
        "score": _("Each voter gives every finalist a score; the sum decides."),
        "star": _("Each voter gives scores; the two highest meet in a run-off."),
        "borda": _("Each voter ranks; places give points."),
        "irv": _("Each voter ranks; whoever has fewest votes leaves until one has more than half."),
        "schulze": _("Each voter ranks; everybody meets everybody (Schulze's method)."),
        "eph": _("Each ballot gives one point in equal parts to those it names."),
    }


def _combinations() -> dict[str, str]:
    return {
        "shares": _("Each side's share of its own total counts."),
        "places": _("Each side's places count."),
        "points": _("Each side gives 12, 10, 8, 7 … 1 points by place."),
        "zscores": _("Each side's figures are seen against its own mean and spread."),
        "public_among_shortlist": _(
            "The public alone decides among those whom the jury put forward."
        ),
        "veto": _("Shares count, but whom one side gave nothing cannot win."),
    }
