"""Sealing what is due: asked for at every tick and by any page that needs it, done once."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

import rfc8785
import structlog
from django.db import transaction

from award.log.domain.recording import record
from award.mail.domain.standstill import stands_still
from award.programme.domain.clock import edition_now
from award.programme.domain.guard import RoundNotClosed, hold_closed
from award.programme.models import Edition, Round, Seal
from award.rules.domain.books import rule_book_in_force, rules_in_force
from award.rules.domain.document import Rules
from award.rules.domain.round_states import seal_due_at
from nominations.domain.shortlisting import advance, following
from nominations.models import Entry, Nomination
from voting.ballots.domain.receipts import seal_ballots
from voting.results.domain.annex import fix_names
from voting.results.domain.composing import compose, reckonings_of
from voting.results.domain.extra_votes import decide_by
from voting.results.domain.failing import failing_calmly
from voting.results.domain.juryround import jury_content
from voting.results.domain.motivating import hold_motivations, say_whom
from voting.results.domain.storing import store_version
from voting.results.domain.voteround import vote_content
from voting.results.models import RoundResult
from voting.results.recount.naming import new_salt
from voting.results.recount.recounting import plan_recount

log = structlog.get_logger(__name__)


def settle_due_rounds() -> int:
    """Settle every edition with a closed round that is not sealed; returns how many editions."""
    due = Round.objects.closed().filter(result=None).values_list("edition", flat=True).distinct()
    editions = Edition.objects.filter(pk__in=list(due))
    for edition in editions:
        settle(edition)
    return len(editions)


def settle(edition: Edition) -> None:
    """Seal the edition's rounds that are due, in order, and its result after the last.

    Harmless when called by many at once, and when there is nothing to do. A jury that has been given
    more time holds up its own categories alone. An edition that cannot be
    sealed holds up nothing: see `voting.results.domain.failing`.
    """
    if stands_still():
        return
    closed = Round.objects.filter(edition=edition, result=None).closed().in_order()
    for round in closed.select_related("edition__award", "supplements"):
        with failing_calmly(edition):
            if _is_due(round):
                seal_round(round)


@transaction.atomic
def seal_round(round: Round) -> RoundResult:
    """Wait for the last writers, count, and seal. Raises `award.programme.domain.guard.RoundNotClosed`."""
    now = _hold(round)
    sealed = RoundResult.objects.filter(round=round).first()
    if sealed:
        return sealed
    round.refresh_from_db(fields=["opens_at", "closes_at"])
    rules = rules_in_force(round.edition)
    if now < seal_due_at(round, rules):
        raise RoundNotClosed
    return _seal(round, rules, now)


def _hold(round: Round) -> datetime:
    """The edition before the round, as a change of its rules holds them: the two take turns."""
    Edition.objects.select_for_update(no_key=True).get(pk=round.edition_id)
    now = hold_closed(round.pk)
    hold_motivations(round.edition)
    return now


def _is_due(round: Round) -> bool:
    return seal_due_at(round, rules_in_force(round.edition)) <= edition_now(round.edition)


def _seal(round: Round, rules: Rules, now: datetime) -> RoundResult:
    content = {**_content(round, rules), "salt": new_salt()}
    sha256 = hashlib.sha256(rfc8785.dumps(content)).hexdigest()
    result = RoundResult.objects.create(round=round, content=content, sha256=sha256, sealed_at=now)
    Seal.objects.create(round=round, at=now, sha256=sha256)
    _follow(round, content)
    record(
        "round.sealed",
        actor="task:settle",
        object=round,
        edition=round.edition,
        after={"kind": round.kind, "sha256": sha256},
    )
    if round.supplements:
        decide_by(round)
    else:
        _seal_edition(round.edition, now)
    log.info("round.sealed", round=round.pk, kind=round.kind)
    return result


def _content(round: Round, rules: Rules) -> dict[str, Any]:
    if round.kind == Round.Kind.JURY:
        return jury_content(round, rules, seed=bytes(round.edition.lot_seed))
    if round.is_vote:
        return vote_content(round, rules)
    every = Nomination.objects.filter(round=round)
    return {
        "kind": "nomination",
        "confirmed": every.confirmed().count(),
        "accepted": every.filter(decision="accepted").count(),
    }


def _follow(round: Round, content: dict[str, Any]) -> None:
    """What comes of a sealed round: who goes on from a jury's, a list of what is counted of the vote."""
    if round.kind == Round.Kind.JURY:
        _let_on(round, content)
    if round.is_vote:
        seal_ballots(round)


def _let_on(round: Round, content: dict[str, Any]) -> None:
    """From a jury's round into the category's next one: another jury's, or the public vote."""
    for category in round.edition.categories.filter(slug__in=content["categories"]):
        to = following(round, category)
        if to is None:
            continue
        entries = Entry.objects.filter(
            round=round,
            category=category,
            candidate__alias__in=content["categories"][category.slug]["finalists"],
        ).select_related("candidate", "category")
        advance(entries, to=to)


def _seal_edition(edition: Edition, now: datetime) -> None:
    """When the last round that the rules foresee is sealed, and there was somebody to judge."""
    rounds = Round.objects.filter(edition=edition).ordinary()
    sealed = RoundResult.objects.filter(round__in=rounds)
    judged = sealed.exclude(round__kind=Round.Kind.NOMINATION)
    if len(sealed) < rounds.count() or not judged.exists():
        return
    book = rule_book_in_force(edition)
    fix_names(edition, {name for found in reckonings_of(edition, book) for name in found.finalists})
    result = store_version(edition, compose(edition, book), at=now)
    say_whom(result)
    plan_recount(result)
    record(
        "result.sealed",
        actor="task:settle",
        object=result,
        edition=edition,
        after={"version": 1, "sha256": result.sha256, "for_auditor": result.content["for_auditor"]},
    )
