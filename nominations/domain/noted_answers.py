"""An answer that was given by telephone: she is told what was written down."""

from __future__ import annotations

from datetime import datetime

from award.mail.domain.messaging import queue_message
from award.mail.domain.not_me import Whose
from award.people.models import Person
from nominations.domain.asking import NOT_HER, page_of
from nominations.domain.consenting import last_day, needs_yes
from nominations.domain.own import her_address
from nominations.models import Candidate


def tell_of_noted_answer(candidate: Candidate, *, noter: Person, at: datetime) -> None:
    """Mail her at the address that she had before any change; without one a letter is printed."""
    address = known_address(candidate)
    if not address:
        return
    edition = candidate.edition
    queue_message(
        "candidate_answer_noted",
        occasion=f"answer-noted:{candidate.pk}:{at:%y%m%d%H%M%S}:{bool(candidate.accepted_at)}",
        recipient=address,
        language=candidate.language,
        edition=edition,
        unlisted=candidate.is_protected,
        whose=Whose(NOT_HER, candidate.pk),
        context=letter_of(candidate, noter=noter, at=at),
    )


def letter_of(candidate: Candidate, *, noter: Person, at: datetime) -> dict[str, object]:
    """What stands in the mail, and in the letter that is printed where there is no address."""
    return {
        "edition": candidate.edition,
        "candidate": candidate,
        "by": noter,
        "at": at,
        "link": page_of(candidate),
        "last_day": last_day(candidate.edition),
        "needs_yes": needs_yes(candidate.edition),
    }


def known_address(candidate: Candidate) -> str:
    """What came with the nominations: an address that an organiser wrote proves nothing."""
    if candidate.is_protected:
        return candidate.address
    behind = candidate.nominations.order_by("created_at", "id")
    return next(filter(None, map(her_address, behind)), "")
