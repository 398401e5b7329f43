"""The laboratory's drawings as measures: per cent across, pixels down; a template makes the SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise

from voting.count.laboratory.study import Trial
from voting.count.laboratory.weighing import Stretch
from voting.results.domain.palette import TIED, Key, fill, letter

ROW, SCALE, LINE = 64, 24, 30
NARROW = Fraction(5, 100)

Labels = Mapping[str, str]


@dataclass(frozen=True)
class Piece:
    """A part of a bar: where it begins and how wide it is, in per cent; a letter if there is room."""

    x: str
    width: str
    fill: str
    letter: str
    title: str


@dataclass(frozen=True)
class Bar:
    """One rule's bar, `y` pixels down."""

    label: str
    y: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Drawing:
    """Bars below each other; `key` says what letters and colours mean; `mark`: the weight now.

    `with_key`: the key is drawn below them, for a picture that stands alone.
    """

    bars: tuple[Bar, ...]
    key: tuple[Key, ...]
    mark: str
    with_key: bool = False

    @property
    def foot(self) -> int:
        """Where the bars end and the scale stands."""
        return ROW * len(self.bars)

    @property
    def key_lines(self) -> tuple[tuple[int, Key], ...]:
        """Each line of the key that is drawn, with how many pixels down it stands."""
        below = self.foot + SCALE
        return tuple((below + LINE * n, key) for n, key in enumerate(self.key) if self.with_key)

    @property
    def height(self) -> int:
        return self.foot + SCALE + LINE * len(self.key_lines)


def draw_winners(
    trials: Sequence[Trial], *, rules: Labels, candidates: Labels, weight: Fraction
) -> Drawing:
    """Who wins at each weight of the first side, a bar for each rule that adds up by weight."""
    weighed = [t for t in trials if t.stretches]
    seen = dict.fromkeys(n for t in weighed for s in t.stretches for n in s.winners)
    letters = {name: letter(n) for n, name in enumerate(seen)}
    fills = {name: fill(n) for n, name in enumerate(seen)}

    def piece(stretch: Stretch) -> Piece:
        alone = len(stretch.winners) == 1
        return _piece(
            stretch.low,
            stretch.high,
            fills[stretch.winners[0]] if alone else TIED,
            "=".join(letters[name] for name in stretch.winners),
            ", ".join(candidates[name] for name in stretch.winners),
        )

    bars = [(rules[t.rule], tuple(piece(s) for s in _by_winner(t.stretches))) for t in weighed]
    key = tuple(Key(letters[name], candidates[name], fills[name]) for name in seen)
    return Drawing(_stacked(bars), key, _percent(weight))


def draw_effects(trials: Sequence[Trial], *, rules: Labels, sides: Labels) -> Drawing:
    """Each side's effective weight, a bar for each rule; a rule with one below 0 has none."""
    fills = {side: fill(n) for n, side in enumerate(sides)}
    bars, mark = [], Fraction(0)
    for trial in trials:
        parts = [(e.group, e.effective) for e in trial.effects if e.effective is not None]
        if not parts or any(part < 0 for _, part in parts):
            continue
        mark = trial.effects[0].nominal
        ends = list(accumulate((part for _, part in parts), initial=Fraction(0)))
        pieces = tuple(
            _piece(low, high, fills[side], letter(list(sides).index(side)), sides[side])
            for (side, _), (low, high) in zip(parts, pairwise(ends), strict=True)
        )
        bars.append((rules[trial.rule], pieces))
    key = tuple(Key(letter(n), label, fills[s]) for n, (s, label) in enumerate(sides.items()))
    return Drawing(_stacked(bars), key, _percent(mark))


def _by_winner(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Neighbours with the same winners become one; single weights cannot be seen in a drawing."""
    merged: list[Stretch] = []
    for stretch in stretches:
        if stretch.low == stretch.high:
            continue
        if merged and set(merged[-1].winners) == set(stretch.winners):
            merged[-1] = Stretch(merged[-1].low, stretch.high, stretch.placements)
        else:
            merged.append(stretch)
    return merged


def _stacked(bars: Sequence[tuple[str, tuple[Piece, ...]]]) -> tuple[Bar, ...]:
    return tuple(Bar(label, ROW * n, pieces) for n, (label, pieces) in enumerate(bars))


def _piece(low: Fraction, high: Fraction, fill: str, letter: str, title: str) -> Piece:
    wide = high - low
    shown = letter if wide >= NARROW else ""
    return Piece(_percent(low), _percent(wide), fill, shown, title)


def _percent(part: Fraction) -> str:
    return f"{float(part * 100):.3f}%"
