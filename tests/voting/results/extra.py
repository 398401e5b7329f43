"""Extra votes: decided on, held, over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from award.people.domain.two_persons import approve, propose
from award.people.models import Person, Proposal
from award.programme.domain.clock import edition_now
from award.programme.models import Edition, Round
from tests.factories import make_edition, move_round
from tests.passing import let_pass
from tests.time_travel import rewrite_window
from tests.voting.ballots.electorate import make_vote, vote_for
from tests.voting.results.deciding import two_of
from tests.voting.results.playing import (
    CATEGORY,
    EVERYTHING,
    alias,
    announce,
    close_jury,
    judge,
    newest,
)
from voting.results.domain.deciding import payload_of, subject_of
from voting.results.domain.extra_planning import Plan
from voting.results.domain.questions import AGAIN
from voting.results.domain.settling import settle

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
REASON = "Vi röstar igen."


def plan_for(
    edition: Edition,
    *slugs: str,
    opens_in: timedelta | None = None,
    closes_in: timedelta = 5 * DAY,
) -> Plan:
    """Opens at once unless told; Anna and Berit stand unless told."""
    now = edition_now(edition)
    opens_at = None if opens_in is None else now + opens_in
    stands = [alias(edition, slug) for slug in slugs or ("anna", "berit")]
    return Plan(opens_at, now + closes_in, tuple(stands))


def propose_extra(
    edition: Edition,
    plan: Plan | None = None,
    *,
    by: Person | None = None,
    category: str = CATEGORY,
    **options: Any,
) -> Proposal:
    payload = payload_of(newest(edition), category, plan=plan or plan_for(edition))
    given = {"reason": REASON, "payload": payload, "subject": subject_of(category)}
    return propose(AGAIN, edition=edition, by=by or two_of(edition)[0], **(given | options))


def decide_extra(edition: Edition, plan: Plan | None = None, **options: Any) -> Round:
    """Two people decide on it; gives the round."""
    one, other = two_of(edition)
    approve(propose_extra(edition, plan, by=one, **options), by=other)
    return Round.objects.filter(edition=edition).extra_votes().latest("opens_at")


def vote_in(round: Round, votes: Mapping[str, int], category: str = CATEGORY) -> list[str]:
    """The receipts."""
    return [
        vote_for(round, "", choices={category: slug}).code
        for slug, count in votes.items()
        for _ in range(count)
    ]


def close(round: Round, *, at: datetime | None = None) -> None:
    """A minute ago unless told; the clockwork seals it."""
    closed = at or edition_now(round.edition) - timedelta(minutes=1)
    rewrite_window(round, opens_at=min(round.opens_at, closed - HOUR), closes_at=closed)
    settle(round.edition)


def tied_and_made_up() -> Edition:
    """Anna and Berit share the first place, in a year whose clock can be moved."""
    round = make_vote(
        kinds=("vote",),
        is_made_up=True,
        rules={"publication": EVERYTHING, "ties": ("first_places",)},
    )
    for slug in ("anna", "berit"):
        vote_for(round, slug)
    let_pass(round.edition, 13 * DAY)
    settle(round.edition)
    return round.edition


def two_categories() -> Edition:
    """Announced: Anna and Berit share the first place in the first category, Cecilia has won the second."""
    round = make_vote(
        kinds=("vote",),
        categories=2,
        rules={"publication": EVERYTHING, "ties": ("first_places",)},
    )
    for slug in ("anna", "berit"):
        vote_for(round, "", choices={CATEGORY: slug, "kategori-2": "cecilia"})
    edition = move_round(round, closes_in=-timedelta(minutes=1)).edition
    settle(edition)
    announce(edition)
    return edition


def nobody_voted() -> Edition:
    """Announced with nothing decided: two categories, and not one ballot."""
    round = make_vote(kinds=("vote",), categories=2, rules={"publication": EVERYTHING})
    edition = move_round(round, closes_in=-timedelta(minutes=1)).edition
    settle(edition)
    announce(edition)
    return edition


def jury_alone_undecided() -> Edition:
    """An award without a vote, whose jury gave nothing."""
    edition = make_edition("jury", kinds=("jury",), rules={"publication": EVERYTHING})
    judge(edition, {"anna": 0, "berit": 0})
    close_jury(edition)
    return edition


def held(edition: Edition, votes: Mapping[str, int], plan: Plan | None = None) -> Round:
    """Decided on, voted in, closed and sealed."""
    round = decide_extra(edition, plan)
    vote_in(round, votes)
    close(round)
    return round
