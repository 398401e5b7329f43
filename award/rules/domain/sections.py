"""A part of the rules as people read them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class RuleSection:
    """A heading, sentences, and a list of pairs such as criterion and weight."""

    heading: str
    sentences: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...] = field(default=())
