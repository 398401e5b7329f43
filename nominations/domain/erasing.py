"""Erasing somebody: what is said of her goes, that there was somebody stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.log.domain.recording import record
from award.mail.models import Message
from award.people.domain.emptying import empty_proposals
from award.people.domain.personal.erased_list import note_erased
from award.people.domain.personal.letters import forget_letters
from award.people.domain.personal.log_details import forget_details
from award.people.models import Person, Proposal
from award.programme.domain.clock import edition_now
from award.programme.models import Edition
from nominations.domain.exposure import takes_two
from nominations.domain.locking import held
from nominations.domain.portrait_files import forget_portrait_file
from nominations.domain.protecting import forget_log, forget_mail
from nominations.domain.references import subject_of
from nominations.domain.traces import called, take_out_of_texts, traces_of
from nominations.models import Candidate, Nomination, ProtectedIdentity, Rewording, Wish
from nominations.models.nomination import OF_NOMINEE

SAID = (
    "name", "title", "workplace", "email", "motivation_sv", "motivation_en", "presentation", "portrait_alt",
    "ineligible_reason", "guardian", "answered_from",
)  # fmt: skip


class CannotErase(Exception):
    """Nothing was erased; the message says why, in words for an organiser."""


TAKES_PART = gettext_lazy("The nominee takes part. Note first that the answer is no.")
UNTOLD = "Could not be told within the time that the law gives (GDPR, article 14)."
SAID_NO = "A nominee who has said no is not kept."
log = structlog.get_logger(__name__)
_also: list[Callable[[Candidate], object]] = []


def on_erasing(step: Callable[[Candidate], object]) -> None:
    """Have a higher room forget what it holds of her, in the same transaction, while her name is known."""
    if step not in _also:
        _also.append(step)


def erasing_takes_two(candidate: Candidate) -> bool:
    """Voices are on her, and she has not asked for it on her own page."""
    asked = Wish.objects.filter(candidate=candidate, kind=Wish.Kind.FORGET).exists()
    return takes_two(candidate) and not asked


@transaction.atomic
def erase_candidate(
    candidate: Candidate,
    *,
    by: Person | str,
    reason: str,
    approved: Proposal | None = None,
    taking_part: bool = False,
) -> None:
    """Blank her, what was written about her, her picture, her mail, and what the log says of her.

    The rows stay, so that every count stays; the log says that it was done, and not to whom.
    Erased twice is erased once. Raises `CannotErase` for somebody who takes part (unless what was
    decided before a restore is done again: `taking_part`), and for one organiser where it takes two that
    have `approved` it.
    """
    found = held(candidate)
    if found.erased_at:
        return
    if found.accepted_at and not taking_part:
        raise CannotErase(str(TAKES_PART))
    if isinstance(by, Person) and not approved and erasing_takes_two(found):
        raise CannotErase(_("The vote has opened, or a round is over: this takes two people."))
    nominations = Nomination.objects.filter(candidate=found)
    letters, details = traces_of(found)
    take_out_of_texts(found, called(found))
    for step in _also:
        step(found)
    keys = list(nominations.values_list("pk", flat=True))
    nominations.update(**dict.fromkeys(OF_NOMINEE, ""))
    wishes = list(Wish.objects.filter(candidate=found).values_list("pk", flat=True))
    for model in (ProtectedIdentity, Rewording, Wish):
        model._default_manager.filter(candidate=found).delete()
    forget_portrait_file(found)
    _blank(found)
    _forget_letters(found, keys, wishes)
    forget_letters(letters)
    empty_proposals(subject_of(found), by=by, reason=reason, kept=approved)
    note_erased(f"nominee:{found.pk}", born=found.created_at)
    forget_log(found, keys, wishes, by=by, reason=reason)
    forget_details(details, by=by, reason=reason)
    record("candidate.erased", actor=by, object=found, edition=found.edition, reason=reason)


def erase_untold() -> int:
    """On the tick: whoever could not be told within `ERASE_AFTER` of the first nomination is erased.

    One that fails is logged and holds up no other. Returns how many were erased.
    """
    return sum(_erase_alone(candidate) for candidate in Candidate.objects.to_erase())


def erase_declined(edition: Edition, before: datetime) -> int:
    """Who said no before then; whoever voices are on is left to people."""
    said_no = Candidate.objects.filter(edition=edition, erased_at=None, declined_at__lt=before)
    return sum(_erase_one_who_declined(c) for c in said_no if not takes_two(c))


def _erase_one_who_declined(candidate: Candidate) -> int:
    try:
        erase_candidate(candidate, by="task:erase_declined", reason=SAID_NO)
    except Exception:
        log.exception("candidate.not_erased", candidate=candidate.pk)
        return 0
    return 1


def _erase_alone(candidate: Candidate) -> int:
    try:
        return _erase_if_untold(candidate)
    except Exception:
        log.exception("candidate.not_erased", candidate=candidate.pk)
        return 0


@transaction.atomic
def _erase_if_untold(candidate: Candidate) -> int:
    """Looked up again under her lock: she may have been told, or have answered, a moment ago."""
    found = held(candidate)
    if not Candidate.objects.filter(pk=found.pk).to_erase().exists():
        return 0
    erase_candidate(found, by="task:erase_untold", reason=UNTOLD)
    return 1


def _blank(candidate: Candidate) -> None:
    for name in SAID:
        setattr(candidate, name, "")
    candidate.portrait = ""  # type: ignore[assignment]
    candidate.slug = f"raderad-{candidate.pk}"
    candidate.is_protected = False
    candidate.erased_at = edition_now(candidate.edition)
    candidate.save()


def _forget_letters(candidate: Candidate, nominations: list[int], wishes: list[int]) -> None:
    """Mail to her and to organisers about her is deleted; what nominators were mailed loses its words."""
    forget_mail(candidate, nominations)
    about = Q(occasion__regex=rf"^(candidate-[a-z]+|answer-noted):{candidate.pk}(:|$)")
    asked = Q(
        occasion__in=[f"{what}:{key}" for key in wishes for what in ("wish", "wish-answered")]
    )
    Message.objects.filter(about | asked).delete()
