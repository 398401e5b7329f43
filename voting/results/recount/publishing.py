"""What of a result is published whole, and what as figures only: few people, or an uneven panel, are
easily guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from voting.count.reckoning import Material
from voting.count.rounds import as_met_by
from voting.results.recount.linking import PANEL, jurors, linkable

UNEVEN = "uneven"
WHOLE_JURY, WHOLE_PUBLIC, FIGURES = "sheets", "ballots", "figures"


@dataclass(frozen=True)
class Side:
    """How one side is published (`FIGURES`, or whole), and how many people gave it.

    `aliases`: how far a juror has one alias in it. `because`: `UNEVEN` where that, and no small
    number, is why there are figures only.
    """

    as_: str
    people: int
    aliases: str = PANEL
    because: str = ""

    @property
    def whole(self) -> bool:
        return self.as_ != FIGURES

    def to_json(self) -> dict[str, Any]:
        said: dict[str, Any] = {"as": self.as_, "people": self.people}
        if self.aliases != PANEL:
            said["aliases"] = self.aliases
        if self.because:
            said["because"] = self.because
        return said


@dataclass(frozen=True)
class Publication:
    """`jury` is None where there was none; `public` is by category, empty without a vote, as `extra` is without extra votes."""

    jury: Side | None
    public: Mapping[str, Side]
    extra: Mapping[str, Side] = field(default_factory=dict)

    @property
    def whole_jury(self) -> bool:
        """Whether the sheets are published; also where there was no jury."""
        return self.jury is None or self.jury.whole

    @property
    def linked(self) -> str:
        """See `voting.results.recount.linking`."""
        return PANEL if self.jury is None else self.jury.aliases

    def whole_public(self, category: str) -> bool:
        """Whether the category's ballots are published; also where there was no vote."""
        return category not in self.public or self.public[category].whole

    def whole_extra(self, category: str) -> bool:
        """The same of the ballots of the category's extra vote."""
        return category not in self.extra or self.extra[category].whole

    def whole_deciding(self, category: str) -> bool:
        """Whether the ballots that the category's result rests on are published."""
        if category in self.extra:
            return self.whole_extra(category)
        return self.whole_public(category)

    @property
    def withholds(self) -> bool:
        """Whether anything is left for an auditor alone."""
        ballots = (*self.public.values(), *self.extra.values())
        return not self.whole_jury or not all(side.whole for side in ballots)

    def to_json(self) -> dict[str, Any]:
        said: dict[str, Any] = {
            "jury": None if self.jury is None else self.jury.to_json(),
            "public": {slug: side.to_json() for slug, side in self.public.items()},
        }
        if self.extra:
            said["extra"] = {slug: side.to_json() for slug, side in self.extra.items()}
        return said


def publication_of(rules: Mapping[str, Any], materials: Sequence[Material]) -> Publication:
    """By the rule book's `publication`; a rule book without it publishes everything that tells on no juror.

    A panel is the jurors with a point that counts, over all categories and rounds; a category's voters are
    those who cast a ballot in it, blank ones too. Where there is nobody, nothing is withheld.
    """
    met = {m.slug: as_met_by(rules, m.slug) for m in materials}
    judged = any(each.get("jury") for each in met.values())
    voted = [m for m in materials if met[m.slug].get("vote")]
    return Publication(
        _jury_side(rules, materials) if judged else None,
        {m.slug: _ballots_side(rules, m) for m in voted},
        {m.slug: _ballots_side(rules, m.extra) for m in voted if m.extra},
    )


def _ballots_side(rules: Mapping[str, Any], material: Material) -> Side:
    told = rules.get("publication", {})
    voters = sum(weight for _, weight in material.ballots)
    few = told.get("small_electorate") == FIGURES and 0 < voters < told["least_voters"]
    return Side(FIGURES if few else WHOLE_PUBLIC, voters)


def _jury_side(rules: Mapping[str, Any], materials: Sequence[Material]) -> Side:
    told = rules.get("publication", {})
    panel = len(jurors(materials, rules))
    if told.get("small_panel") == FIGURES and 0 < panel < told["least_jurors"]:
        return Side(FIGURES, panel)
    linked = linkable(rules, materials)
    return Side(WHOLE_JURY, panel, linked) if linked else Side(FIGURES, panel, because=UNEVEN)
