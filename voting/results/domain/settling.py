"""Sealing what has closed: asked for at every tick and by any page that needs it, done once."""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785
import structlog
from django.db import transaction

from award.log.domain.recording import record
from award.programme.domain.clock import edition_now
from award.programme.domain.guard import hold_closed
from award.programme.models import Edition, Round
from award.rules.domain.books import rules_in_force
from award.rules.domain.document import Rules
from nominations.domain.shortlisting import advance
from nominations.models import Entry, Nomination
from voting.results.domain.combining import edition_content
from voting.results.domain.juryround import jury_content
from voting.results.domain.voteround import vote_content
from voting.results.models import EditionResult, RoundResult
from voting.results.recount.recounting import plan_recount

log = structlog.get_logger(__name__)


def settle_due_rounds() -> int:
    """Settle every edition with a closed round that is not sealed; returns how many editions."""
    due = Round.objects.closed().filter(result=None).values_list("edition", flat=True).distinct()
    editions = Edition.objects.filter(pk__in=list(due))
    for edition in editions:
        _settle_alone(edition)
    return len(editions)


def _settle_alone(edition: Edition) -> None:
    """An edition that cannot be settled is logged, and holds up no other."""
    try:
        settle(edition)
    except Exception:
        log.exception("edition.not_settled", edition=edition.pk)


def settle(edition: Edition) -> None:
    """Seal the edition's closed rounds in order, and its result after the last.

    Harmless when called by many at once, and when there is nothing to do.
    """
    closed = Round.objects.filter(edition=edition, result=None).closed().in_order()
    for round in closed:
        seal_round(round)


@transaction.atomic
def seal_round(round: Round) -> RoundResult:
    """Wait for the last writers, count, and seal. Raises `award.programme.domain.guard.RoundNotClosed`."""
    hold_closed(round.pk)
    sealed = RoundResult.objects.filter(round=round).first()
    if sealed:
        return sealed
    edition = round.edition
    rules = rules_in_force(edition)
    content = _content(round, rules)
    result = RoundResult.objects.create(round=round, **_sealed(edition, content))
    _let_finalists_on(round, content)
    record(
        "round.sealed",
        actor="task:settle",
        object=round,
        edition=edition,
        after={"kind": round.kind, "sha256": result.sha256},
    )
    _seal_edition(edition, rules)
    log.info("round.sealed", round=round.pk, kind=round.kind)
    return result


def _content(round: Round, rules: Rules) -> dict[str, Any]:
    if round.kind == Round.Kind.JURY:
        return jury_content(round, rules, seed=bytes(round.edition.lot_seed))
    if round.kind == Round.Kind.VOTE:
        jury = _sealed_content(round.edition, Round.Kind.JURY)
        return vote_content(round, rules, jury, seed=bytes(round.edition.lot_seed))
    every = Nomination.objects.filter(round=round)
    return {
        "kind": "nomination",
        "confirmed": every.confirmed().count(),
        "accepted": every.filter(decision="accepted").count(),
    }


def _sealed_content(edition: Edition, kind: str) -> dict[str, Any] | None:
    found = RoundResult.objects.filter(round__edition=edition, round__kind=kind).first()
    return found.content if found else None


def _let_finalists_on(round: Round, content: dict[str, Any]) -> None:
    """From the jury's round into the public vote."""
    following = Round.objects.filter(edition=round.edition, kind=Round.Kind.VOTE).first()
    if round.kind != Round.Kind.JURY or following is None:
        return
    for slug, category in content["categories"].items():
        entries = Entry.objects.filter(
            round=round, category__slug=slug, candidate__slug__in=category["finalists"]
        ).select_related("candidate", "category")
        advance(entries, to=following)


def _seal_edition(edition: Edition, rules: Rules) -> None:
    """When the last round is sealed, and there was somebody to judge."""
    rounds = Round.objects.filter(edition=edition)
    results = RoundResult.objects.filter(round__edition=edition).select_related("round")
    judged = {r.round.kind: r.content for r in results if r.round.kind != Round.Kind.NOMINATION}
    if len(results) < rounds.count() or not judged:
        return
    content = edition_content(edition, rules, judged)
    result = EditionResult.objects.create(edition=edition, **_sealed(edition, content))
    plan_recount(result)
    record(
        "result.sealed",
        actor="task:settle",
        object=result,
        edition=edition,
        after={"sha256": result.sha256},
    )


def _sealed(edition: Edition, content: dict[str, Any]) -> dict[str, Any]:
    return {
        "content": content,
        "sha256": hashlib.sha256(rfc8785.dumps(content)).hexdigest(),
        "sealed_at": edition_now(edition),
    }
