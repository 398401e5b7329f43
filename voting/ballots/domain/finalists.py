"""Who can be voted on."""

from __future__ import annotations

from award.domain.calendar import calendar
from award.models import Edition
from nominations.models import Entry
from voting.ballots.shortlist import ask_for_shortlist


def finalists_of(edition: Edition) -> list[Entry]:
    """The entries of the vote; asked for when the round has opened and nobody has made them."""
    found = calendar(edition)
    round = found.round("vote")
    if round is None:
        return []
    entries = list(Entry.objects.on_shortlist(round))
    if not entries and found.has_opened("vote"):
        ask_for_shortlist(edition)
        entries = list(Entry.objects.on_shortlist(round))
    return entries
