"""What the laboratory tries its rules on: an announced year, or figures that somebody typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from fractions import Fraction

from award.limits.domain.budgets import Budget
from award.programme.models import Edition, Organisation
from award.rules.domain.document import Rules
from voting.count.combination import Group
from voting.count.laboratory.chances import RUNS, made_up_years, redrawn
from voting.count.laboratory.figures import Table
from voting.count.laboratory.study import Trial, study
from voting.count.reckoning import public_count
from voting.count.rounds import as_met_by
from voting.results.domain.announcing import public_result
from voting.results.domain.material import judged_rounds, materials_of
from voting.results.domain.standings import category_results
from voting.results.models import EditionResult

JURY, PUBLIC = "jury", "public"
MOST_DRAWS = 1_000_000
MOST_VOTES = 100_000  # in more than these a drawn year differs little from the one that was
MOST_CANDIDATES = 40  # every pair of them is tried at every weight: two seconds
# What one person may have calculated, so that nobody waits for whoever plays with it.
CALCULATIONS = Budget("laboratory", ((12, timedelta(minutes=1)), (300, timedelta(days=1))))
FEWEST_RUNS = 20

Years = Sequence[Sequence[Group]]


@dataclass(frozen=True)
class Subject:
    """Figures to try the rules on.

    `labels`: the candidates' names. `chosen`: the rule that was, or is to be, used. `years`: the
    same voters drawn anew, with all sides; empty where votes cannot be drawn. `places`: published
    ones to compare with.
    """

    name: str
    groups: Sequence[Group]
    labels: Mapping[str, str]
    chosen: str = ""
    tie_rules: Sequence[str] = ()
    years: Years = ()
    places: Mapping[str, int] = field(default_factory=dict)

    @property
    def first_weight(self) -> Fraction:
        """The first side's weight as a part of all."""
        total = sum((g.weight for g in self.groups), Fraction(0))
        return self.groups[0].weight / total if total else Fraction(0)

    def trials(self) -> list[Trial]:
        """Every rule tried on these figures."""
        return study(self.groups, tie_rules=self.tie_rules, years=self.years)

    def weighed(self, weights: Mapping[str, Fraction]) -> Subject:
        """The same figures with other weights, by side; a side that is not named keeps its own."""
        return replace(
            self,
            groups=_weighed(self.groups, weights),
            years=[_weighed(year, weights) for year in self.years],
        )


def announced_editions(organisation: Organisation) -> list[Edition]:
    """The organisation's editions whose result is public, newest first."""
    held = Edition.objects.filter(award__organisation=organisation).preferring_real()
    return [e for e in held.with_calendar().newest_first() if public_result(e)]


def subject_of_category(result: EditionResult, slug: str) -> Subject:
    """A category of a sealed result, as it was sealed; whoever has no name there has none here.

    The caller has seen to it that the result may be shown.
    """
    rules = _rules(result)
    content = result.content["categories"][slug]
    groups = [
        Group(side, weight, {name: Fraction(f or 0) for name, f in sorted(content[side].items())})
        for side, weight in _weights(rules).items()
        if content[side]
    ]
    told = next(each for each in category_results(result) if each.slug == slug)
    return Subject(
        f"{result.edition} · {told.name}",
        groups,
        {s.candidate.alias: s.candidate.label for s in told.standings},
        rules.combination.rule if len(groups) > 1 else "places",
        [rule for rule in rules.ties if rule not in {"lot", "earlier"}],
        _years(result, slug, rules, groups),
    )


def subject_of_table(
    table: Table,
    weights: Mapping[str, Fraction],
    *,
    chosen: str = "",
    tie_rules: Sequence[str] = (),
) -> Subject:
    """Figures that somebody typed; sides that are not in `weights` weigh 1."""
    groups = [
        Group(side, weights.get(side, Fraction(1)), held) for side, held in table.sides.items()
    ]
    names = {name for group in groups for name in group.tallies}
    return Subject(
        table.name,
        groups,
        {name: name for name in sorted(names)},
        chosen,
        tie_rules,
        _typed_years(groups),
        table.places,
    )


def _weighed(groups: Sequence[Group], weights: Mapping[str, Fraction]) -> list[Group]:
    return [replace(g, weight=weights.get(g.name, g.weight)) for g in groups]


def _weights(rules: Rules) -> dict[str, Fraction]:
    parts = rules.combination.weights
    return {side: Fraction(parts.get(side, 1)) for side in (JURY, PUBLIC)}


def _rules(result: EditionResult) -> Rules:
    version = result.content["rules"]["version"]
    return Rules.from_json(result.edition.rule_books.get(version=version).rules)


def _runs(votes: int) -> int:
    """None where there are too many votes to draw them again and again while somebody waits."""
    if votes > MOST_VOTES:
        return 0
    return max(FEWEST_RUNS, min(RUNS, MOST_DRAWS // max(votes, 1)))


def _years(result: EditionResult, slug: str, rules: Rules, groups: Sequence[Group]) -> Years:
    """The ballots themselves drawn anew and counted, so that it holds for every method.

    Not where they are too few to be published.
    """
    if slug not in result.content["counts"]:
        return ()
    struck, book = result.content["struck"], rules.to_json()
    *_stages, material = materials_of(judged_rounds(result.edition), [slug], book, struck=struck)
    ballots = dict(material.ballots)
    public = next((g for g in groups if g.name == PUBLIC), None)
    if not ballots or public is None:
        return ()
    finalists, vote = sorted(public.tallies), as_met_by(book, slug)["vote"]
    years = []
    for drawn in redrawn(ballots, runs=_runs(sum(ballots.values()))):
        count = public_count(vote, replace(material, ballots=drawn.items()), finalists)
        figures = count.figures if count else {}
        years.append([replace(g, tallies=figures) if g is public else g for g in groups])
    return years


def _typed_years(groups: Sequence[Group]) -> Years:
    public = next((g for g in groups if g.name == PUBLIC), None)
    if public is None or not sum(public.tallies.values()):
        return ()
    try:
        return made_up_years(groups, voters=PUBLIC, runs=_runs(int(sum(public.tallies.values()))))
    except ValueError:
        return ()
