"""What stands above the rules while a seal waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from award.programme.domain.moments import in_zone
from award.programme.models import Edition, Round
from award.rules.domain.books import rules_in_force
from award.rules.domain.round_states import RoundState, has_outage, round_states, seal_due_at


def notices(edition: Edition, *, now: datetime) -> list[str]:
    """For everybody: which round has closed and is not sealed yet, until when, and why."""
    return list(_notices(edition, now))


def _notices(edition: Edition, now: datetime) -> Iterator[str]:
    if not edition.rule_books.exists():
        return
    rules = rules_in_force(edition)
    states = round_states(edition, rules, now=now)
    for round in Round.objects.filter(edition=edition).select_related("edition").in_order():
        if states[round.kind] == RoundState.GRACE:
            until = in_zone(seal_due_at(round, rules), edition)
            yield _outage(until) if has_outage(round) else _grace(until)


def _grace(until: str) -> str:
    said = _(
        "The jury's round has closed. Until %s two organisers may give it more time; nobody has seen "
        "a figure. Then it is sealed."
    )
    return said % until


def _outage(until: str) -> str:
    said = _(
        "The platform was out in the last hour of the vote. It is sealed on %s, unless two organisers "
        "give it more time before; nobody has seen a figure."
    )
    return said % until
