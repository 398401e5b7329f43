"""Finalists in an order that a test chooses: by the number on a paper, or by the hour of a public list."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from award.programme.domain.calendar import calendar
from award.programme.domain.turns import by_the_hour, orders
from award.programme.models import Round
from tests.voting.ballots.browsing import Browser
from tests.voting.ballots.electorate import NAMES

HOUR = timedelta(hours=1)
# The six orders of Anna, Berit and Cecilia, written out.
ORDERS = (
    ["anna", "cecilia", "berit"],
    ["berit", "anna", "cecilia"],
    ["cecilia", "berit", "anna"],
    ["berit", "cecilia", "anna"],
    ["cecilia", "anna", "berit"],
    ["anna", "berit", "cecilia"],
)


def order_cookie(round: Round) -> str:
    return f"{settings.ORDER_COOKIE_PREFIX}{round.pk}"


def with_number(round: Round, number: object, language: str = "sv") -> Browser:
    """A browser whose paper has the order of that number."""
    browser = Browser(round, language)
    browser.client.cookies[order_cookie(round)] = str(number)
    return browser


def hour_of(round: Round, number: int) -> datetime:
    """A minute of the open vote in which public lists of three have the order of that number."""
    now = calendar(round.edition).now.replace(minute=1, second=0, microsecond=0)
    coming = (now + hours * HOUR for hours in range(1, 1 + orders(len(NAMES))))
    return next(hour for hour in coming if by_the_hour(hour) % orders(len(NAMES)) == number)
