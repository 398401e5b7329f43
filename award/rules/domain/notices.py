"""What stands above the rules while a seal waits, and while there is a vote beside them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from award.programme.domain.moments import in_zone
from award.programme.domain.round_names import round_name
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
    held = Round.objects.filter(edition=edition)
    for round in held.ordinary().select_related("edition").in_order():
        if states[round.slug] == RoundState.GRACE:
            until = in_zone(seal_due_at(round, rules), edition)
            yield _outage(until) if has_outage(round) else _grace(until)
    for round in held.extra_votes().filter(seal=None).select_related("edition").in_order():
        if round.closes_at <= now < seal_due_at(round, rules):
            yield _outage(in_zone(seal_due_at(round, rules), edition))


def beside_the_rules(edition: Edition, *, now: datetime) -> list[str]:
    """For everybody: the extra votes that are open or to come. The rules foresee none, and say so here."""
    coming = Round.objects.filter(edition=edition, closes_at__gt=now).extra_votes().in_order()
    return [_extra_vote(round, edition) for round in coming]


def _extra_vote(round: Round, edition: Edition) -> str:
    said = _(
        "%(what)s, from %(opens)s to %(closes)s. The category was left undecided, and two people decided on it. "
        "It is counted by the method of these rules, and it alone decides."
    )
    return said % {
        "what": round_name(round),
        "opens": in_zone(round.opens_at, edition),
        "closes": in_zone(round.closes_at, edition),
    }


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
