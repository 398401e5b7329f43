"""A finalist's address while voices are on her: whoever reads her mail can answer in her place."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.log.domain.recording import record
from award.mail.domain.messaging import queue_message
from award.people.domain.two_persons import ActLapsed, propose, two_person_act
from award.people.models import Person, Proposal
from award.programme.domain.clock import edition_now
from nominations.domain.asking import CannotInform, forget_old_link, inform, mail_link
from nominations.domain.locking import held
from nominations.domain.references import candidate_of, subject_of, told_of
from nominations.models import Candidate

READDRESS = "candidate.readdress"


def propose_address(candidate: Candidate, address: str, *, by: Person, reason: str) -> Proposal:
    """Put it before a second person. Raises `ActRefused`."""
    return propose(
        READDRESS,
        edition=candidate.edition,
        by=by,
        reason=reason,
        payload={"candidate": candidate.pk, "email": address},
        subject=subject_of(candidate),
    )


def ask_anew(candidate: Candidate, *, by: Person) -> None:
    """Whoever reads the old address has no way to her page any more; the new one gets it.

    Had she been asked and not answered, the question starts again: what was mailed to the old
    address has told her nothing, unless she was told otherwise. The caller holds her row.
    """
    was_asked = candidate.asked_at is not None
    told_by_mail = candidate.informed_at == candidate.asked_at
    forget_old_link(candidate)
    if not candidate.has_answered:
        candidate.informed_at = None if told_by_mail else candidate.informed_at
        candidate.asked_at = None
    candidate.save()
    if not was_asked or not candidate.address:
        return
    if candidate.has_answered:
        mail_link(candidate, "candidate_link", occasion="link")
    else:
        with suppress(CannotInform):
            inform(candidate, by=by)


def tell_old_address(candidate: Candidate, address: str) -> None:
    """Whoever reads the old address learns that mail about her goes elsewhere from now on."""
    edition = candidate.edition
    queue_message(
        "candidate_moved",
        occasion=f"candidate-moved:{candidate.pk}:{edition_now(edition):%y%m%d%H%M%S%f}",
        recipient=address,
        language=candidate.language,
        edition=edition,
        context={"edition": edition},
    )


def _told(proposal: Proposal, who: str) -> Sequence[str]:
    return [_("Mail to %s goes to another address from now on.") % who]


def _check(proposal: Proposal) -> None:
    candidate = candidate_of(proposal)
    if candidate.erased_at or candidate.is_protected:
        raise ActLapsed(_("The nominee has no address here any more."))


@two_person_act(
    READDRESS,
    title=gettext_lazy("A finalist’s address"),
    **vars(told_of(_told)),
    check=_check,
)
def _readdress(proposal: Proposal) -> None:
    found = held(candidate_of(proposal))
    _check(proposal)
    before, found.email = found.email, proposal.payload["email"]
    found.save(update_fields=["email"])
    if before:
        tell_old_address(found, before)
        ask_anew(found, by=proposal.proposed_by)
    record(
        "candidate.edited",
        actor=proposal.decided_by or proposal.proposed_by,
        object=found,
        edition=found.edition,
        before={"email": before},
        after={"email": found.email},
        reason=proposal.reason,
    )
