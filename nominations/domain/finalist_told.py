"""A finalist hears of it at once, with her last day for a picture and a presentation.

The task lies in the outbox from the moment she is entered, in the same transaction, so that neither a mail that
cannot be written nor a server that stops holds up the seal or leaves her without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from award.log.domain.recording import record
from award.mail.domain.not_me import Whose, has_been_ended
from award.mail.domain.outbox import effect, enqueue
from award.mail.models import Message
from award.programme.domain.clock import edition_now
from award.programme.models import Category, Edition, Round
from nominations.domain.asking import NOT_HER, mail_link
from nominations.domain.locking import held
from nominations.models import Candidate, Entry

OCCASION = "candidate-finalist"


def plan_telling(entries: Iterable[Entry]) -> None:
    """Have each of them told, once for all her categories in the vote."""
    for entry in entries:
        enqueue(
            "candidates.finalist",
            key=_key(entry.candidate_id, entry.round_id),
            arguments={"candidate": entry.candidate_id, "round": entry.round_id},
        )


@effect("candidates.finalist")
def tell_finalist(*, candidate: int, round: int) -> None:
    """Whoever has left meanwhile, or has no address, is not mailed; nor is anybody once the vote is over."""
    found = held(Candidate.objects.get(pk=candidate))
    vote = Round.objects.get(pk=round)
    categories = _categories(found, vote)
    now = edition_now(found.edition)
    if not categories or not found.address or vote.closes_at <= now:
        return
    if has_been_ended(Whose(NOT_HER, found.pk), found.address):
        return
    mail_link(
        found,
        "candidate_finalist",
        occasion="finalist",  # see `OCCASION`
        more={
            "categories": categories,
            "vote": vote,
            "until": last_moment_for_picture(vote, now),
        },
    )
    record("candidate.told_finalist", actor="task:finalist", object=found, edition=found.edition)


def last_moment_for_picture(vote: Round, now: datetime) -> datetime | None:
    """As voters see her from the opening, she decides before it how; None once it has opened."""
    return vote.opens_at if now < vote.opens_at else None


def told_finalists(edition: Edition) -> dict[int, datetime]:
    """When the mail was written to each finalist who has one, by the candidate's key."""
    mails = Message.objects.filter(edition=edition, occasion__startswith=f"{OCCASION}:")
    found = mails.order_by("created_at").values_list("occasion", "created_at")
    return {int(occasion.split(":")[1]): at for occasion, at in found}


def _categories(candidate: Candidate, vote: Round) -> list[Category]:
    """Those in which she stands and may be seen."""
    seen = Entry.objects.filter(candidate=candidate, round=vote).public()
    return list(Category.objects.filter(entries__in=seen).order_by("position", "id"))


def _key(candidate: int, round: int) -> str:
    return f"finalist-told:{round}:{candidate}"
