"""From a rule book, score sheets and ballots to the result of a material."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from voting.count.combination import ABOVE_NOUGHT, Combined, Group, combine
from voting.count.deciding import Turnout, reasons_against, tied_for_a_seat, turnout
from voting.count.lots import draw
from voting.count.notation import strike
from voting.count.outcome import Count, Placement, rank
from voting.count.registry import METHODS, count, count_parsed
from voting.count.rounds import as_met_by, seats_of
from voting.count.severity import estimate
from voting.count.sheets import Sheet, aggregate, weigh
from voting.count.ties import break_ties

Figures = Mapping[str, Fraction | None]
ONE_BY_ONE = "one_by_one"
APART = "jury: the entries fall into parts without a common juror"


@dataclass(frozen=True)
class Material:
    """What the result of one category is made from.

    `entries`: who stood when the jury began; where there is no jury, when the vote did. `added`:
    finalists by the organisers' decision; `left`: finalists who no longer take part, struck from
    every ballot. `ballots`: the notation, with how many of each. `extra`: the entries, ballots and leavers of
    an extra vote, which was held because all this left the category undecided.
    """

    slug: str
    entries: Sequence[str]
    sheets: Iterable[Sheet] = ()
    ballots: Iterable[tuple[str, int]] = ()
    added: Sequence[str] = ()
    left: Sequence[str] = ()
    extra: Material | None = None

    @property
    def deciding(self) -> Material:
        """What the result rests on: an extra vote alone, where there was one."""
        return self.extra or self


@dataclass(frozen=True)
class Reckoning:
    """The result of one category: what the jury gave, the finalists, the vote, and both together.

    `reasons`: why it is undecided (`voting.count.deciding`); none where it is decided. `turnout` is
    None where there was no vote. `by_extra_vote`: an extra vote alone decides, or has left it undecided.
    """

    slug: str
    jury: Figures
    finalists: tuple[str, ...]
    vote: Count | None
    combined: Combined
    notes: tuple[str, ...] = field(default=())
    turnout: Turnout | None = None
    reasons: tuple[str, ...] = ()
    by_extra_vote: bool = False
    seats: int = 1
    graded: bool = False

    @property
    def winners(self) -> tuple[str, ...]:
        """Who is on one of the places that win, best first; nobody in an undecided category."""
        won = (p for p in self.combined.placements if p.place <= self.seats and not self.reasons)
        return tuple(name for placement in won for name in placement.candidates)

    def stage_to_json(self) -> dict[str, Any]:
        """What an earlier jury gave each entry, and who went on to the next."""
        said = {"jury": _texts(self.jury), "finalists": list(self.finalists)}
        return {**said, "notes": [*self.notes]}

    def to_json(self) -> dict[str, Any]:
        """The category's part of result.json, numbers as exact strings.

        `jury` and `public` hold the figures that were combined: those of the finalists. An
        undecided category has its figures and no placements; `tied` are those whom no rule parts.
        """
        standing = set(self.finalists)
        public = {} if self.vote is None else self.vote.figures
        placements = self.combined.placements
        return {
            "status": "undecided" if self.reasons else "decided",
            "reasons": list(self.reasons),
            "jury": _texts({n: f for n, f in self.jury.items() if n in standing}),
            "public": _texts(public),
            "ballots": None if self.turnout is None else self.turnout.to_json(),
            "scores": _texts(self.combined.scores),
            "placements": [] if self.reasons else [p.to_json() for p in placements],
            "tied": list(self._tied(placements)),
            "notes": [*self.notes, *self.combined.notes],
            **({"extra_vote": True} if self.by_extra_vote else {}),
            **({"seats": self.seats} if self.seats > 1 else {}),
        }

    def _tied(self, placements: Sequence[Placement]) -> tuple[str, ...]:
        if "tie" not in self.reasons:
            return ()
        return tied_for_a_seat(placements, self.seats, graded=self.graded)


def reckon(rules: Mapping[str, Any], material: Material, *, seed: bytes | None = None) -> Reckoning:
    """The result of one category by a rule book, as JSON gives it; or of a stage (`voting.count.rounds`).

    The jury's figures choose the finalists; the vote is counted among them; both are combined by
    weight, and ties are broken by the rule book's list. A round that is not held is left out.
    Where there is too little to decide on, the category is undecided, with the figures there are.
    After an extra vote that vote alone is counted, as if there had been no jury.
    `seed` opens the lot. Raises `ValueError` for a rule that is not known, and its subclass
    `BallotError` for a ballot that cannot be read or names somebody who is not a finalist.
    """
    seats, graded = seats_of(rules, material.slug)
    rules = as_met_by(rules, material.slug)
    if material.extra:
        without_jury = {**rules, "jury": None}
        return replace(reckon(without_jury, material.extra, seed=seed), by_extra_vote=True)
    material = replace(material, ballots=tuple(material.ballots))
    jury = jury_figures(rules.get("jury"), material)
    chosen, notes = shortlist(
        rules.get("jury"), jury, material.entries, ties=rules["ties"], seed=seed
    )
    finalists = tuple(sorted({*chosen, *material.added} - set(material.left)))
    breaking = TieBreaking.of(rules["ties"], jury, finalists, seed)
    vote = public_count(rules.get("vote"), material, finalists, breaking)
    groups = _groups(rules, jury, vote, finalists)
    combined = combine(
        groups,
        rule=rules["combination"]["rule"] if len(groups) > 1 else "places",
        tie_rules=rules["ties"],
        seed=seed,
        figures={"earlier": vote.rounds[0].tallies} if vote and vote.rounds else {},
        put_forward=rules["combination"].get("put_forward", ABOVE_NOUGHT),
    )
    polled = turnout(material.ballots, finalists, material.left) if rules.get("vote") else None
    reasons = reasons_against(
        rules,
        jury=jury,
        finalists=finalists,
        turnout=polled,
        weighing={group.name for group in groups if group.weight},
        placements=combined.placements,
        seats=seats,
        graded=graded,
    )
    notes += jury_notes(rules.get("jury"), material)
    return Reckoning(
        material.slug,
        jury,
        finalists,
        vote,
        combined,
        notes,
        polled,
        reasons,
        seats=seats,
        graded=graded,
    )


def jury_notes(rules: Mapping[str, Any] | None, material: Material) -> tuple[str, ...]:
    """What has to be said of the jury's figures: severities that no juror links are ranked as one."""
    if rules is None or rules["aggregate"] != "severity":
        return ()
    table = weigh(_counting_sheets(material), weights_of(rules))
    return (APART,) if len(estimate(table).parts) > 1 else ()


def weights_of(rules: Mapping[str, Any]) -> dict[str, int]:
    """The criteria's parts, by slug."""
    return {c["slug"]: c["weight"] for c in rules["criteria"]}


def _counting_sheets(material: Material) -> list[Sheet]:
    return [s for s in material.sheets if s.entry in set(material.entries)]


def jury_figures(rules: Mapping[str, Any] | None, material: Material) -> Figures:
    """What the jury gave each entry; None below the quorum and without sheets."""
    if rules is None:
        return {}
    found = aggregate(
        _counting_sheets(material),
        weights_of(rules),
        rule=rules["aggregate"],
        quorum=rules["quorum"],
    )
    return {entry: found.get(entry) for entry in sorted(material.entries)}


def shortlist(
    rules: Mapping[str, Any] | None,
    figures: Figures,
    entries: Sequence[str],
    *,
    ties: Sequence[str] = (),
    seed: bytes | None = None,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who goes on from the jury, and notes.

    The `finalists` highest figures. A tie over the last of these places is broken by lot where that
    is among the `ties` (no other rule can know anything yet); else everybody who shares it goes on.
    Entries below the quorum do not go on, unless all of them are below it: then all do.
    """
    if rules is None:
        return tuple(sorted(entries)), ()
    reached = {name: figure for name, figure in figures.items() if figure is not None}
    if not reached:
        return tuple(sorted(entries)), ("no entry has the jury's quorum: all of them go on",)
    lot = [rule for rule in ties if rule == "lot"]
    placements, _ = break_ties(rank(reached), rules=lot, figures={}, seed=seed)
    chosen = [n for p in placements if p.place <= rules["finalists"] for n in p.candidates]
    shared = len(chosen) > rules["finalists"]
    notes = ("a tie for the last place among the finalists",) if shared else ()
    return tuple(sorted(chosen)), notes


@dataclass(frozen=True)
class TieBreaking:
    """What the rule book's list of tie rules gives a count that eliminates: as its own options."""

    ties: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    figures: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, ties: Sequence[str], jury: Figures, finalists: Sequence[str], seed: bytes | None
    ) -> TieBreaking:
        """The public's own figure is what is being counted, and parts nobody; the lot comes last."""
        known = {name: figure for name, figure in jury.items() if figure is not None}
        return cls(
            tuple(rule for rule in ties if rule in {"first_places", "earlier", "jury"}),
            tuple(draw(seed, finalists)) if "lot" in ties and seed is not None else (),
            {"jury": known},
        )

    def options(self, rules: Mapping[str, Any]) -> dict[str, Any]:
        """For a vote whose rules say that those who tie leave one by one; of old they left together."""
        if rules.get("elimination") != ONE_BY_ONE or rules["method"] != "irv":
            return {}
        return {
            "ties": self.ties,
            "tie_order": self.order,
            "figures": self.figures,
            "down_to_two": True,
        }


def public_count(
    rules: Mapping[str, Any] | None,
    material: Material,
    finalists: Sequence[str],
    breaking: TieBreaking | None = None,
) -> Count | None:
    """The vote counted among the finalists; None without a vote or a finalist."""
    if rules is None or not finalists:
        return None
    method, options = rules["method"], (breaking or TieBreaking()).options(rules)
    if not material.left:
        return count(method, material.ballots, candidates=finalists, seats=1, **options)
    parse = METHODS[method].parse
    left = frozenset(material.left)
    ballots = ((strike(parse(text), left), weight) for text, weight in material.ballots)
    return count_parsed(method, ballots, candidates=finalists, seats=1, **options)


def _groups(
    rules: Mapping[str, Any], jury: Figures, vote: Count | None, finalists: Sequence[str]
) -> list[Group]:
    """The sides that there are, jury first; a finalist whom the jury has no figure for has 0.

    One side alone decides whatever its weight, by places: there is nothing to combine.
    """
    sides: dict[str, Mapping[str, Fraction]] = {}
    if rules.get("jury") is not None:
        sides["jury"] = {name: jury.get(name) or Fraction(0) for name in finalists}
    if vote is not None:
        sides["public"] = vote.figures
    weights = rules["combination"]["weights"] if len(sides) > 1 else dict.fromkeys(sides, 1)
    return [Group(name, Fraction(weights.get(name, 0)), held) for name, held in sides.items()]


def _texts(figures: Figures) -> dict[str, str | None]:
    return {n: None if f is None else str(f) for n, f in sorted(figures.items())}
