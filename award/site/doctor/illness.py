"""What is wrong with an installation, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Ill:
    """One thing that is wrong, in a sentence, and its cure in another."""

    what: str
    cure: str


Examination = Callable[[], Iterator[Ill]]
