"""Ballots in piles, one for each set of candidates that they rank highest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from voting.count.notation import Ranking

Tier = frozenset[str]


class Pile:
    """Rankings and, beside them, how many ballots say each."""

    def __init__(self) -> None:
        self.rankings: list[Ranking] = []
        self.weights: list[int] = []

    def extend(self, other: Pile) -> None:
        self.rankings += other.rankings
        self.weights += other.weights


class Piles:
    """Every ballot lies with the continuing candidates it ranks highest, in equal parts.

    Only the ballots of whoever leaves are looked at again, so that a count costs little more than
    its first round. Ballots that rank no continuing candidate are exhausted and lie nowhere.
    """

    def __init__(self, ballots: Mapping[Ranking, int], standing: Iterable[str]) -> None:
        self.standing = frozenset(standing)
        self._piles: dict[Tier, Pile] = {}
        self._deal(ballots, ballots.values())

    def tallies(self) -> dict[str, Fraction]:
        """Votes of each continuing candidate."""
        parts: dict[str, dict[int, int]] = {name: {} for name in sorted(self.standing)}
        for top, pile in self._piles.items():
            votes = sum(pile.weights)
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
                self._piles.setdefault(left, Pile()).extend(pile)
            else:
                self._deal(pile.rankings, pile.weights)

    def _deal(self, rankings: Iterable[Ranking], weights: Iterable[int]) -> None:
        standing, piles = self.standing, self._piles
        for ranking, weight in zip(rankings, weights, strict=True):
            for tier in ranking:
                top = tier if tier <= standing else tier & standing
                if top:
                    if (pile := piles.get(top)) is None:
                        pile = piles[top] = Pile()
                    pile.rankings.append(ranking)
                    pile.weights.append(weight)
                    break
