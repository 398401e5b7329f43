"""Asking for a shortlist that nobody has made yet."""

from __future__ import annotations

from collections.abc import Callable

from award.programme.models import Edition

_makers: list[Callable[[Edition], object]] = []


def on_missing(maker: Callable[[Edition], object]) -> None:
    """Have `maker` called when a vote has opened and has no entries: no worker may be alive."""
    _makers.append(maker)


def ask_for_shortlist(edition: Edition) -> None:
    """Let whoever makes shortlists make this one now."""
    for maker in _makers:
        maker(edition)
