"""A count drawn round below round, with the votes of those who leave flowing on to the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from voting.count.flows import Flow
from voting.count.outcome import CountRound
from voting.results.domain.palette import Key, fill, letter

WIDTH = 1000
BAR, GAP = 40, 44
ROOM_FOR_LETTER = Fraction(4, 100)
ZERO = Fraction(0)

Spans = Mapping[str, tuple[Fraction, Fraction]]


@dataclass(frozen=True)
class Block:
    """A candidate's part of a round's bar, in thousandths of the drawing's width."""

    x: str
    width: str
    fill: str
    letter: str
    middle: str
    title: str


@dataclass(frozen=True)
class Level:
    """A round's bar, `y` pixels down."""

    number: int
    y: int
    middle: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Ribbon:
    """Votes on their way from one bar to the next, as an SVG path."""

    path: str
    fill: str


@dataclass(frozen=True)
class Sankey:
    """The whole drawing; what the last round lacks in width are votes that nobody has any more."""

    levels: tuple[Level, ...]
    ribbons: tuple[Ribbon, ...]
    key: tuple[Key, ...]

    @property
    def height(self) -> int:
        """In pixels."""
        return self.levels[-1].y + BAR


def draw_count(
    rounds: Sequence[CountRound], flowed: Sequence[Flow | None], labels: Mapping[str, str]
) -> Sankey:
    """`labels` hold the candidates' names, whoever is to stand first in each bar first.

    `flowed`: what flowed between each round and the next (`voting.count.flows`).
    """
    whole = max(sum(r.tallies.values(), ZERO) for r in rounds) or Fraction(1)
    pen = _Pen(labels, whole)
    spans = [pen.spans(r.tallies) for r in rounds]
    levels = tuple(
        Level(n + 1, _top(n), _top(n) + BAR // 2, pen.blocks(row)) for n, row in enumerate(spans)
    )
    ribbons = tuple(
        ribbon
        for n, ((upper, lower), flow) in enumerate(zip(pairwise(spans), flowed, strict=True))
        if flow
        for ribbon in pen.ribbons(n, upper, lower, flow)
    )
    return Sankey(levels, ribbons, pen.key())


class _Pen:
    """Knows each candidate's colour and letter, and how wide a vote is."""

    def __init__(self, labels: Mapping[str, str], whole: Fraction) -> None:
        self.labels, self.whole = labels, whole
        self.fills = {name: fill(n) for n, name in enumerate(labels)}
        self.letters = {name: letter(n) for n, name in enumerate(labels)}

    def key(self) -> tuple[Key, ...]:
        return tuple(Key(self.letters[n], label, self.fills[n]) for n, label in self.labels.items())

    def spans(self, tallies: Mapping[str, Fraction]) -> Spans:
        """Where each candidate begins and ends in a bar, as parts of the width."""
        spans, at = {}, ZERO
        for name in self.labels:
            if name in tallies:
                spans[name] = (at, at + tallies[name] / self.whole)
                at = spans[name][1]
        return spans

    def blocks(self, spans: Spans) -> tuple[Block, ...]:
        return tuple(self._block(name, *span) for name, span in spans.items() if span[1] > span[0])

    def _block(self, name: str, low: Fraction, high: Fraction) -> Block:
        wide = high - low
        shown = self.letters[name] if wide >= ROOM_FOR_LETTER else ""
        middle = f"{float((low + high) * 50):.2f}%"
        x, width = _thousandths(low), _thousandths(wide)
        return Block(x, width, self.fills[name], shown, middle, self.labels[name])

    def ribbons(self, n: int, upper: Spans, lower: Spans, flow: Flow) -> Iterator[Ribbon]:
        """Each candidate's own votes straight down, then what she gained beside them."""
        taken = {source: upper[source][0] for source in flow.sources}
        for name, (low, _high) in lower.items():
            start, end = upper[name]
            if end > start:
                yield Ribbon(_path(n, start, low, end - start), self.fills[name])
            at, wanted = low + end - start, flow.gains[name] / self.whole
            for source in flow.sources:
                part = min(wanted, upper[source][1] - taken[source])
                if part:
                    yield Ribbon(_path(n, taken[source], at, part), self.fills[source])
                taken[source], at, wanted = taken[source] + part, at + part, wanted - part


def _top(n: int) -> int:
    return n * (BAR + GAP)


def _path(n: int, start: Fraction, end: Fraction, width: Fraction) -> str:
    """From below the bar of level `n` to the top of the next."""
    top, bottom = _top(n) + BAR, _top(n + 1)
    middle = (top + bottom) // 2
    a, b = _thousandths(start), _thousandths(start + width)
    c, d = _thousandths(end + width), _thousandths(end)
    return (
        f"M{a},{top}C{a},{middle} {d},{middle} {d},{bottom}"
        f"H{c}C{c},{middle} {b},{middle} {b},{top}Z"
    )


def _thousandths(part: Fraction) -> str:
    return f"{float(part * WIDTH):.2f}"
