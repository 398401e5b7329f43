"""A nominee with a protected identity stands under the name she gives, known to two people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from award.log.domain.erasing import erase_payload
from award.log.domain.recording import record
from award.log.models import LogEntry
from award.mail.models import Message
from award.people.models import Person
from nominations.domain.alike import refuse_alike
from nominations.domain.fixity import Fixity, fixity
from nominations.domain.locking import held
from nominations.domain.naming import slug_for
from nominations.domain.organisers import organisers_of
from nominations.domain.portrait_files import forget_portrait_file
from nominations.models import Candidate, Nomination, ProtectedIdentity

UNNAMED = "–"  # a guardian of somebody protected would lead to her
TOLD = ("nominee_name", "nominee_workplace", "nominee_email", "motivation")


class CannotProtect(Exception):
    """The identity stays as it is; the message says why, in words for whoever asked."""


@transaction.atomic
def protect(
    candidate: Candidate,
    *,
    public_name: str,
    by: Person | str,
    keepers: Sequence[Person] = (),
) -> ProtectedIdentity:
    """From now on she has no other name, workplace, picture or address on any page, log or mail list.

    What is known of her lies with the two keepers: the organisers named, or else those who have been
    organisers longest. Raises `CannotProtect` and `TooAlike`.
    """
    found = held(candidate)
    kept_by = tuple(keepers) or keepers_of(found)
    _check(found, kept_by)
    refuse_alike(found, public_name)
    nominations = Nomination.objects.filter(candidate=found)
    identity = ProtectedIdentity.objects.create(
        candidate=found,
        name=found.name,
        workplace=found.workplace,
        email=found.email,
        nominations={str(n.pk): _told(n) for n in nominations},
        keeper=kept_by[0],
        second_keeper=kept_by[1] if len(kept_by) > 1 else None,
    )
    nominations.update(
        nominee_name=public_name, nominee_workplace="", nominee_email="", motivation=""
    )
    _stand_under(found, public_name)
    _forget_elsewhere(found, [n.pk for n in nominations], by=by)
    record("candidate.protected", actor=by, object=found, edition=found.edition)
    return identity


def may_be_protected(candidate: Candidate) -> bool:
    """Whether another name can still take the place of hers: not once voters have seen it."""
    return fixity(candidate) < Fixity.VOTING


def take_into_identity(candidate: Candidate, nomination: Nomination) -> None:
    """What a later nomination says of who she is lies with her keepers too. The caller holds both rows."""
    identity = candidate.identity
    identity.nominations[str(nomination.pk)] = _told(nomination)
    identity.save(update_fields=["nominations"])
    nomination.nominee_name, nomination.nominee_workplace = candidate.name, ""
    nomination.nominee_email = nomination.motivation = ""
    nomination.save(update_fields=TOLD)


def keepers_of(candidate: Candidate) -> tuple[Person, ...]:
    """The two who have been organisers longest."""
    return tuple(organisers_of(candidate.edition)[:2])


def identity_for(candidate: Candidate, person: object) -> ProtectedIdentity | None:
    """Who she is, for those two who may know."""
    if not candidate.is_protected or not candidate.identity.is_kept_by(person):
        return None
    return candidate.identity


def _check(candidate: Candidate, keepers: Sequence[Person]) -> None:
    if candidate.is_protected or candidate.erased_at:
        raise CannotProtect(_("The identity is protected already."))
    if not keepers:
        raise CannotProtect(_("There is nobody who could keep it."))
    if not may_be_protected(candidate):
        raise CannotProtect(
            _(
                "The vote has opened, and voters have seen the name. Say no, and it is shown no more."
            )
        )


def _told(nomination: Nomination) -> dict[str, Any]:
    return {name: getattr(nomination, name) for name in TOLD}


def _stand_under(candidate: Candidate, name: str) -> None:
    forget_portrait_file(candidate)
    candidate.name, candidate.slug = name, slug_for(name, candidate.edition)
    candidate.workplace = candidate.email = ""
    candidate.portrait, candidate.portrait_alt = "", ""  # type: ignore[assignment]
    candidate.is_protected = True
    candidate.answered_from, candidate.guardian = "", UNNAMED if candidate.guardian else ""
    candidate.save()


def _forget_elsewhere(
    candidate: Candidate, nominations: Sequence[int], *, by: Person | str
) -> None:
    """Details of the log, and the list of mail, that would tell who she is."""
    forget_mail(candidate, nominations)
    forget_log(candidate, nominations, by=by, reason="A protected identity.")


def forget_mail(candidate: Candidate, nominations: Sequence[int]) -> None:
    """What was mailed to her, and what names her to her nominators, stands on no organiser's page."""
    letters = ("informed", "reminded", "moved", "link", "code", "ruled")
    about = [f"candidate-{kind}:{candidate.pk}:" for kind in letters]
    for start in (*about, f"answer-noted:{candidate.pk}:"):
        sent = Message.objects.filter(occasion__startswith=start)
        sent.update(unlisted=True, text="")
    decided = [f"nomination-decided:{pk}" for pk in nominations]
    Message.objects.filter(occasion__in=decided).exclude(state="queued").update(text="")


def forget_log(
    candidate: Candidate,
    nominations: Sequence[int],
    wishes: Sequence[int] = (),
    *,
    by: Person | str,
    reason: str,
) -> None:
    """The entries stay, what they say in detail goes."""
    things = [
        f"candidate:{candidate.pk}",
        *(f"nomination:{pk}" for pk in nominations),
        *(f"wish:{pk}" for pk in wishes),
    ]
    for entry in LogEntry.objects.filter(object__in=things, payload__isnull=False):
        erase_payload(entry, by=by, reason=reason)
