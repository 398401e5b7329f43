"""An answer that was given by telephone: when it can have been given, and what she is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from award.mail.domain.messaging import queue_message
from award.mail.domain.not_me import Whose
from award.people.models import Person, Proposal
from award.programme.domain.clock import edition_now
from nominations.domain.asking import NOT_HER, page_of
from nominations.domain.consenting import her_last_day, needs_yes
from nominations.domain.exposure import takes_two
from nominations.domain.self_nomination import her_address
from nominations.models import Candidate


class NotedRefused(Exception):
    """The answer was not noted; the message says why, in words for an organiser."""


@dataclass(frozen=True)
class Noted:
    """That an organiser writes down an answer that was given to him: how, and when.

    `approved` is what two people have agreed on, where it takes two.
    """

    by: Person
    how: str
    at: datetime
    approved: Proposal | None = None


def check_noted_moment(candidate: Candidate, noted: Noted) -> None:
    """Raises `NotedRefused` unless it lies between when we first heard of her and now; to the minute."""
    known = Candidate.objects.with_known_since().get(pk=candidate.pk).known_since  # type: ignore[attr-defined]
    if noted.at < known.replace(second=0, microsecond=0):
        raise NotedRefused(_("Nobody had made the nomination then: look at the moment once more."))
    if noted.at > edition_now(candidate.edition):
        raise NotedRefused(_("That moment has not come yet."))


def check_noted_yes(candidate: Candidate, noted: Noted) -> None:
    """Raises `NotedRefused` where she has said no herself, and as `check_noted_moment`."""
    check_noted_moment(candidate, noted)
    if candidate.declined_herself:
        raise NotedRefused(
            _("The nominee has said no on the page of their own. Only they can change that, there.")
        )


def check_noted_no(candidate: Candidate, noted: Noted) -> None:
    """Raises `NotedRefused` for what one organiser cannot note alone, and as `check_noted_moment`."""
    check_noted_moment(candidate, noted)
    if takes_two(candidate) and not noted.approved:
        raise NotedRefused(_("The vote has opened, or a round is over: this takes two people."))


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
        "last_day": her_last_day(candidate),
        "needs_yes": needs_yes(candidate.edition),
    }


def known_address(candidate: Candidate, *, not_by: Person | None = None) -> str:
    """What came with the nominations, or what she has answered from: one that an organiser wrote proves nothing.

    Nor, against somebody, does one in a nomination that her accuser, `not_by`, has accepted.
    """
    behind = candidate.nominations.order_by("created_at", "id")
    if not_by:
        behind = behind.exclude(decided_by=not_by)
    if candidate.is_protected:
        kept = candidate.identity.nominations
        came = (kept.get(str(n.pk), {}).get("nominee_email", "") for n in behind)
        return next(filter(None, came), "" if not_by else candidate.address)
    return next(filter(None, map(her_address, behind)), "" if not_by else candidate.answered_from)
