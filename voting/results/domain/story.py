"""How the public's votes were counted, round by round, in words, as a table and as a drawing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from award.programme.cleaning.ordering import in_order
from award.programme.domain.figures import plain
from voting.count.flows import Flow, flows
from voting.count.outcome import CountRound
from voting.results.domain.countwords import (
    duel_words,
    left_words,
    note_words,
    won_words,
)
from voting.results.domain.sankey import Sankey, draw_count
from voting.results.domain.standings import CategoryResult
from voting.results.models import EditionResult

Labels = Mapping[str, str]
DUEL = "duel"


@dataclass(frozen=True)
class Line:
    """A candidate's figure in each round; None in the rounds after she has left."""

    name: str
    figures: tuple[Fraction | None, ...]


@dataclass(frozen=True)
class Story:
    """A count of several rounds. `steps`: the sentences of each round; `duels`: of each two."""

    method: str
    steps: tuple[tuple[str, ...], ...]
    lines: tuple[Line, ...]
    duels: tuple[str, ...]
    drawing: Sankey | None


def count_story(result: EditionResult, found: CategoryResult) -> Story | None:
    """The story of a category's public vote, as it was sealed.

    None where one adding-up was all there was to it, and where the ballots are not published.
    """
    count = result.content["counts"].get(found.slug)
    if count is None or len(count["rounds"]) < 2:
        return None
    every = [CountRound.from_json(told) for told in count["rounds"]]
    rounds = [here for here in every if here.note != DUEL]
    flowed, labels = flows(rounds), _labels(count, found)
    steps = [
        tuple(_sentences(count["method"], here, flow, labels))
        for here, flow in zip(rounds, (*flowed, None), strict=True)
    ]
    steps[-1] += tuple(_sharing(count, rounds[-1], labels))
    lines = tuple(
        Line(label, tuple(r.tallies.get(name) for r in rounds)) for name, label in labels.items()
    )
    duels = sorted(
        (here.tallies for here in every if here.note == DUEL),
        key=lambda tallies: sorted(in_order(labels[alias]) for alias in tallies),
    )
    drawing = draw_count(rounds, flowed, labels) if any(flowed) else None
    told = tuple(duel_words(tallies, labels) for tallies in duels)
    return Story(count["method"], tuple(steps), lines, told, drawing)


def _labels(count: Mapping[str, Any], found: CategoryResult) -> dict[str, str]:
    """What each is called, in the order of the vote's own placements."""
    known = {s.candidate.alias: s.candidate.label for s in found.standings}
    return {
        alias: known[alias]
        for p in count["placements"]
        for alias in sorted(p["candidates"], key=lambda alias: in_order(known[alias]))
    }


def _sentences(method: str, here: CountRound, flow: Flow | None, labels: Labels) -> Iterator[str]:
    if here.note:
        yield note_words(here.note)
    if here.eliminated:
        had = sum((here.tallies[name] for name in here.eliminated), Fraction(0))
        yield left_words(method, _names(here.eliminated, labels), had)
    if flow:
        yield from _flow_sentences(flow, labels)
    if here.elected:
        yield won_words(method, _names(here.elected, labels))


def _sharing(count: Mapping[str, Any], last: CountRound, labels: Labels) -> Iterator[str]:
    """Nobody is elected by a tie: who share place 1 is told all the same."""
    first = count["placements"][0]["candidates"]
    if not last.elected and len(first) > 1:
        yield won_words(count["method"], _names(first, labels))


def _flow_sentences(flow: Flow, labels: Labels) -> Iterator[str]:
    gains = [
        _("%(figure)s to %(name)s") % {"figure": plain(gain), "name": labels[name]}
        for name, gain in sorted(flow.gains.items(), key=lambda p: (-p[1], in_order(labels[p[0]])))
        if gain
    ]
    if gains:
        yield _("They go on: %(gains)s.") % {"gains": ", ".join(gains)}
    if flow.exhausted:
        yield _("%(figure)s go to nobody: those ballots name nobody else.") % {
            "figure": plain(flow.exhausted)
        }


def _names(aliases: Sequence[str], labels: Labels) -> list[str]:
    return sorted((labels[alias] for alias in aliases), key=in_order)
