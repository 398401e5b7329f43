"""Letting time pass in a made-up edition, as tests say it: by so much."""

from datetime import timedelta

from award.desk.domain.clock_moving import move_clock
from award.programme.domain.clock import edition_now
from award.programme.models import Edition


def let_pass(edition: Edition, time: timedelta) -> None:
    """Raises `ClockRefused` for a real edition, and for the way back."""
    move_clock(edition, to=edition_now(edition) + time, by="test", reason="Tiden går.")
