"""As many orders as there are people to put in order: each stands in each place equally often.

E. J. Williams, "Experimental designs balanced for the estimation of residual effects of treatments",
Australian Journal of Scientific Research A 2 (1949): a Latin square in which, too, each comes directly
after each other equally often. For an odd number that takes two squares, the second read backwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

T = TypeVar("T")
HOUR = timedelta(hours=1)
EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
# A multiple of the number of orders of up to sixteen: a number drawn below it favours none of them.
NUMBERS = 720_720


def orders(how_many: int) -> int:
    """How many orders there are before they come again."""
    return how_many * 2 if how_many % 2 and how_many > 1 else how_many


def turned(those: Sequence[T], number: int) -> list[T]:
    """They in the order of that number; numbers go on for ever, and their orders come again."""
    size = len(those)
    if not size:
        return []
    row = number % orders(size)
    places = [(start + row) % size for start in _there_and_back(size)]
    return [those[place] for place in (places if row < size else reversed(places))]


def by_the_hour(now: datetime) -> int:
    """The number of an order that is the same for everybody, and another in the next hour."""
    return (now - EPOCH) // HOUR


def _there_and_back(size: int) -> list[int]:
    """0, the last, 1, the last but one …: no step from one to the next comes twice."""
    return [place // 2 if place % 2 == 0 else size - 1 - place // 2 for place in range(size)]
