"""The registry by which higher rooms tell a nominee something on her own page."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from nominations.models import Candidate

Told = Callable[[Candidate], Iterable[str]]
_told: list[Told] = []


def on_her_page(told: Told) -> None:
    """Called by a room when it is ready: gives sentences for her alone, or none."""
    _told.append(told)


def told_to(candidate: Candidate) -> list[str]:
    return [sentence for told in _told for sentence in told(candidate)]
