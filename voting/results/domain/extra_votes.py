"""Extra votes: what two people have decided on is held, and gives the result its next version."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from award.log.domain.recording import record
from award.mail.domain.messaging import queue_message
from award.people.domain.acts import ActRefused
from award.people.models import Proposal
from award.programme.domain.links import page_address
from award.programme.models import Category, Round
from nominations.domain.shortlisting import enter
from nominations.models import Candidate, Entry
from voting.results.domain.behind import correction_of
from voting.results.domain.extra_planning import coming_extra_votes, plan_of
from voting.results.domain.questions import AGAIN
from voting.results.domain.versions import make_version
from voting.results.models import EditionResult


def hold_extra_vote(proposal: Proposal) -> Round:
    """Make the round and its entries as they were decided on, and write to those who stand in it.

    The proposal is approved and has been judged. What opens at once opens at the moment of the decision.
    """
    plan, edition, opens_at = plan_of(proposal.payload), proposal.edition, proposal.decided_at
    assert edition is not None and opens_at is not None  # noqa: S101
    category = Category.objects.get(edition=edition, slug=proposal.payload["category"])
    round = Round.objects.create(
        edition=edition,
        kind=Round.Kind.EXTRA_VOTE,
        supplements=category,
        opens_at=plan.opens_at or opens_at,
        closes_at=plan.closes_at,
    )
    candidates = Candidate.objects.filter(edition=edition, alias__in=plan.stands).order_by("pk")
    entries = [enter(candidate=c, category=category, round=round) for c in candidates]
    _tell(round, entries)
    return round


def record_extra_vote(round: Round, proposal: Proposal) -> None:
    """In the log, by aliases."""
    record(
        "extra_vote.decided",
        actor=proposal.decided_by or "witness",
        object=round,
        edition=round.edition,
        after={
            "category": proposal.payload["category"],
            "opens_at": round.opens_at.isoformat(),
            "closes_at": round.closes_at.isoformat(),
            "stands": proposal.payload["aliases"],
        },
        reason=proposal.reason,
    )


def decide_by(round: Round) -> None:
    """When an extra vote is sealed: the next version, in which it decides its category, or leaves it open.

    Those who decided on the vote are behind it. Raises what the count raises.
    """
    result = EditionResult.objects.of(round.edition).first()
    assert result is not None and round.supplements is not None  # noqa: S101
    make_version(
        result,
        correction=correction_of(_decision_behind(round)),
        counted_anew=[round.supplements.slug],
    )


def refuse_beside_extra_vote(result: EditionResult, slug: str) -> None:
    """Raises `ActRefused` while an extra vote about the category is to come or goes on."""
    if any(
        r.supplements and r.supplements.slug == slug for r in coming_extra_votes(result.edition)
    ):
        raise ActRefused(
            _("An extra vote about this category has been decided on: wait until it is sealed.")
        )


def _decision_behind(round: Round) -> Proposal:
    """The newest about its category: the next can be decided on when this one is sealed."""
    category = round.supplements
    decided = Proposal.objects.filter(
        edition=round.edition, kind=AGAIN, state=Proposal.State.APPROVED
    ).select_related("proposed_by", "decided_by")
    about = decided.filter(payload__category=category.slug if category else "")
    return about.latest("decided_at")


def _tell(round: Round, entries: Sequence[Entry]) -> None:
    edition, category = round.edition, round.supplements
    for entry in entries:
        candidate = entry.candidate
        if not candidate.address:
            continue
        link = page_address(
            "finalists", language=candidate.language, award=edition.award.slug, year=edition.year
        )
        queue_message(
            "extra_vote",
            occasion=f"extra-vote:{round.pk}:{candidate.pk}",
            recipient=candidate.address,
            language=candidate.language,
            edition=edition,
            context={
                "edition": edition,
                "round": round,
                "category": category,
                "candidate": candidate,
                "link": link,
            },
        )
