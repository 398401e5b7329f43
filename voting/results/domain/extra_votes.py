"""Extra votes: what two people have decided on is held, and gives the result its next version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from award.log.domain.recording import record
from award.mail.domain.messaging import queue_message
from award.people.domain.acts import ActRefused
from award.people.models import Proposal
from award.programme.domain.clock import database_now, edition_now
from award.programme.domain.languages import words_of
from award.programme.domain.moments import in_zone
from award.programme.models import Category, Round
from nominations.domain.asking import page_of
from nominations.domain.shortlisting import enter
from nominations.models import Candidate, Entry
from voting.results.domain.corrections import correction_of
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
        slug=f"extra-{edition.rounds.extra_votes().count() + 1}",
        supplements=category,
        only_for=[category.slug],
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


def extra_votes_of(candidate: Candidate) -> Iterator[str]:
    """On the page of whoever stands in an extra vote that is to come or goes on."""
    now = edition_now(candidate.edition)
    entered = Entry.objects.filter(candidate=candidate, round__kind=Round.Kind.EXTRA_VOTE)
    for entry in entered.select_related("round__supplements").order_by("round__opens_at"):
        round = entry.round
        if round.closes_at <= now or candidate.declined_at:
            continue
        yield _(
            "You stand in an extra vote about %(category)s, from %(opens)s to %(closes)s: the category was left "
            "undecided, and this vote alone decides."
        ) % {
            "category": words_of(entry.category, "name"),
            "opens": in_zone(round.opens_at, candidate.edition),
            "closes": in_zone(round.closes_at, candidate.edition),
        }


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
        if (
            candidate.link_sent_at
        ):  # the same link, good for as long as a new one; a printed one has no age
            candidate.link_sent_at = database_now()
            candidate.save(update_fields=["link_sent_at"])
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
                "link": page_of(candidate),
            },
        )
