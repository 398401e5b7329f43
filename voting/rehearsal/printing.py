"""How a rehearsal's result is printed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from django.utils import translation

from award.programme.domain.figures import plain
from voting.results.domain.standings import CategoryResult, Standing
from voting.results.domain.undecidedwords import reason_words


def result_lines(each: CategoryResult) -> Iterator[str]:
    """A category's table, and under it who won, or that nobody has and why."""
    with translation.override("en"):
        yield f"  {'place':<6}{'finalist':<34}{'jury':>10}{'votes':>8}{'together':>12}"
        for standing in each.standings:
            yield _row(standing)
        yield ""
        yield from _outcome(each)


def _row(standing: Standing) -> str:
    place = "–" if standing.place is None else str(standing.place)
    figures = (_figure(standing.jury), _figure(standing.public))
    together = "–" if standing.place is None else f"{float(standing.score):.4f}"
    return (
        f"  {place:<6}{standing.candidate.label:<34}{figures[0]:>10}{figures[1]:>8}{together:>12}"
    )


def _figure(figure: Fraction | None) -> str:
    return "–" if figure is None else plain(figure)


def _outcome(each: CategoryResult) -> Iterator[str]:
    if each.winners:
        winners = " and ".join(s.candidate.label for s in each.winners)
        yield f"  {winners} won {each.name}."
        return
    yield f"  {each.name} is undecided: nobody wins that nobody chose. People decide, because:"
    for reason in reason_words(each.reasons):
        yield f"    {reason}"
