"""Ballots in piles, one for each set of candidates that they rank highest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from voting.count.notation import Ranking

Pile = list[tuple[Ranking, int]]


class Piles:
    """Every ballot lies with the continuing candidates it ranks highest, in equal parts.

    Only the ballots of whoever leaves are looked at again, so that a count costs little more than
    its first round. Ballots that rank no continuing candidate are exhausted and lie nowhere.
    """

    def __init__(self, ballots: Mapping[Ranking, int], standing: Iterable[str]) -> None:
        self.standing = frozenset(standing)
        self._piles: dict[frozenset[str], Pile] = {}
        self._deal(ballots.items())

    def tallies(self) -> dict[str, Fraction]:
        """Votes of each continuing candidate."""
        parts: dict[str, dict[int, int]] = {name: {} for name in sorted(self.standing)}
        for top, pile in self._piles.items():
            votes = sum(weight for _, weight in pile)
            for name in top:
                parts[name][len(top)] = parts[name].get(len(top), 0) + votes
        return {
            name: sum((Fraction(votes, size) for size, votes in by_size.items()), Fraction(0))
            for name, by_size in parts.items()
        }

    def remove(self, names: Iterable[str]) -> None:
        """Hand the ballots of those who leave on to whom they rank next."""
        leaving = frozenset(names)
        self.standing -= leaving
        for top in [top for top in self._piles if top & leaving]:
            pile = self._piles.pop(top)
            if left := top - leaving:
                self._piles.setdefault(left, []).extend(pile)
            else:
                self._deal(pile)

    def _deal(self, ballots: Iterable[tuple[Ranking, int]]) -> None:
        standing, piles = self.standing, self._piles
        for ranking, weight in ballots:
            for tier in ranking:
                if top := tier & standing:
                    piles.setdefault(top, []).append((ranking, weight))
                    break
