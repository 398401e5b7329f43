"""Where the votes of those who left a count went, for whoever tells its story or draws it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from voting.count.outcome import CountRound


@dataclass(frozen=True)
class Flow:
    """What became of the votes of those who left after a round.

    `gains`: what each of the others got, 0 included; `exhausted`: what nobody got, because the
    ballots named nobody else. Together they are what `sources` had. Where several leave together
    the tallies do not tell whose votes went where, only what they all gave.
    """

    sources: tuple[str, ...]
    gains: Mapping[str, Fraction]
    exhausted: Fraction


def flows(rounds: Sequence[CountRound]) -> tuple[Flow | None, ...]:
    """What flowed between each round and the next: one fewer than there are rounds.

    None where the next round is not the same count without those who left: a run-off between two,
    or the count for a further place.
    """
    return tuple(_flow(before, after) for before, after in pairwise(rounds))


def _flow(before: CountRound, after: CountRound) -> Flow | None:
    left = before.eliminated
    if not left or set(after.tallies) != set(before.tallies) - set(left):
        return None
    gains = {name: after.tallies[name] - before.tallies[name] for name in after.tallies}
    given = sum((before.tallies[name] for name in left), Fraction(0))
    exhausted = given - sum(gains.values(), Fraction(0))
    return Flow(left, gains, exhausted) if min(exhausted, *gains.values()) >= 0 else None
