"""Two organisers change frozen rules: what the tests of the rules do again and again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from award.desk.domain.clock_moving import move_clock
from award.people.domain.two_persons import approve
from award.people.models import Proposal
from award.programme.models import Edition
from award.rules.domain.books import rules_in_force
from award.rules.domain.document import CombinationRules, Rules, Window
from award.rules.domain.proposing import propose_rules
from tests.factories import make_edition, make_organiser

REASON = "Juryn bad om det."


def more_jury(rules: Rules, *, jury: int = 70) -> Rules:
    return replace(
        rules, combination=CombinationRules("shares", {"jury": jury, "public": 100 - jury})
    )


def longer(rules: Rules, kind: str, by: timedelta) -> Rules:
    """The rules with the round of that kind longer by so much, nothing else moved."""
    round = getattr(rules, kind)
    window = replace(round.window, closes_at=round.window.closes_at + by)
    return rules.having(**{kind: replace(round, window=window)})


def change(edition: Edition, rules: Rules, *, reason: str = REASON) -> Proposal:
    """Proposed by one organiser, approved by another."""
    proposal = propose_rules(edition, rules, by=make_organiser(edition), reason=reason)
    return approve(proposal, by=make_organiser(edition))


def played(**fields) -> Edition:
    """A made-up edition before its first round, whose clock the test moves."""
    return make_edition("before", is_made_up=True, **fields)


def until(
    edition: Edition, kind: str, end: str, *, after: timedelta = timedelta(minutes=1)
) -> None:
    """Move the edition's clock past that end of the round."""
    moment = getattr(rules_in_force(edition).windows()[kind], end)
    move_clock(edition, to=moment + after, by="test", reason="Provet.")


def with_windows(rules: Rules, windows: Mapping[str, Window], *, announce_at: datetime) -> Rules:
    """The same rules at other times."""
    held = {kind: replace(getattr(rules, kind), window=window) for kind, window in windows.items()}
    return rules.having(announce_at=announce_at, **held)
