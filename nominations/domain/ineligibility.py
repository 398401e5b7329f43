"""A ruling that somebody cannot be chosen: a rule, a reason, and two people."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.log.domain.recording import record
from award.mail.domain.messaging import queue_message
from award.people.domain.two_persons import (
    ActLapsed,
    ActRefused,
    OutsideWitness,
    propose,
    two_person_act,
)
from award.people.models import Person, Proposal
from award.programme.domain.clock import edition_now
from nominations.domain.asking import page_of
from nominations.domain.fixity import Fixity, fixity
from nominations.domain.grounds import found_by_program
from nominations.domain.locking import categories_of, held
from nominations.domain.references import candidate_of, subject_of, told_of
from nominations.models import Candidate

KIND = "candidate.ineligible"


def propose_ineligible(
    candidate: Candidate,
    *,
    rule: str,
    reason: str,
    by: Person,
    witness: OutsideWitness | None = None,
) -> Proposal:
    """Put it before a second person; done at once where the program itself has found the ground.

    Rule and reason are public, so they name nobody. Raises `ActRefused`.
    """
    if not rule.strip():
        raise ActRefused(_("Say which rule it is."))
    return propose(
        KIND,
        edition=candidate.edition,
        by=by,
        reason=reason,
        payload={
            "candidate": candidate.pk,
            "rule": rule.strip(),
            "found": found_by_program(candidate, proposer=by),
        },
        subject=subject_of(candidate),
        witness=witness,
    )


def _told(proposal: Proposal, who: str) -> Sequence[str]:
    """With the rule, for as long as she has not been erased."""
    said = [_("%s cannot be chosen.") % who]
    if "rule" in proposal.payload:
        said.append(_("The rule: %s") % proposal.payload["rule"])
    if proposal.payload.get("found") == "part":
        said.append(
            _("The program has found it: the address belongs to somebody who judges or organises.")
        )
    return said


def _check(proposal: Proposal) -> None:
    candidate = candidate_of(proposal)
    if fixity(candidate) is Fixity.OVER:
        raise ActLapsed(_("The last round is over: only a correction of the result changes it."))
    if candidate.ineligible_at or candidate.declined_at or candidate.erased_at:
        raise ActLapsed(_("The nominee does not take part any more."))


def _takes_one(proposal: Proposal) -> bool:
    """Looked up again, so that the payload alone lets nobody decide alone."""
    found = found_by_program(candidate_of(proposal), proposer=proposal.proposed_by)
    return bool(proposal.payload["found"]) and bool(found)


@two_person_act(
    KIND,
    title=gettext_lazy("That somebody cannot be chosen"),
    **vars(told_of(_told)),
    check=_check,
    takes_one=_takes_one,
    always_witness=True,
)
def _rule_out(proposal: Proposal) -> None:
    """She is told at once, with rule and reason, and may answer on her page."""
    found = held(candidate_of(proposal))
    _check(proposal)
    found.ineligible_at = edition_now(found.edition)
    found.ineligible_rule = proposal.payload["rule"]
    found.ineligible_reason = proposal.reason
    found.save()
    _tell_her(found)
    record(
        "candidate.ruled_out",
        actor=proposal.decided_by or proposal.proposed_by,
        object=found,
        edition=found.edition,
        after={"rule": found.ineligible_rule},
        reason=found.ineligible_reason,
    )


def _tell_her(candidate: Candidate) -> None:
    """Only who has been told of the nomination is told of the ruling."""
    if not candidate.address or not (candidate.informed_at or candidate.accepted_at):
        return
    edition = candidate.edition
    queue_message(
        "candidate_ruled_out",
        occasion=f"candidate-ruled:{candidate.pk}:{candidate.ineligible_at:%y%m%d%H%M%S}",
        recipient=candidate.address,
        language=candidate.language,
        edition=edition,
        unlisted=candidate.is_protected,
        context={
            "edition": edition,
            "candidate": candidate,
            "categories": categories_of(candidate),
            "link": page_of(candidate),
        },
    )
