"""Votes that close at a moment of the test's choosing."""

from __future__ import annotations

from datetime import timedelta

from award.programme.models import Edition
from tests.factories import get_round, move_round
from tests.time_travel import rewrite_announcement
from tests.voting.ballots.electorate import make_vote, vote_for


def make_closing(closes_in: timedelta) -> Edition:
    """A vote with one ballot that closes so soon, and is announced half a second later."""
    round = make_vote(kinds=("vote",))
    vote_for(round, "anna")
    move_round(round, closes_in=closes_in)
    closes_at = get_round(round.edition, "vote").closes_at
    announce_at = closes_at + timedelta(seconds=0.5)
    rewrite_announcement(round.edition, announce_at)
    return round.edition
