"""Taking a ruling back: what two have decided, two undo, while there is still something to choose in."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.log.domain.recording import record
from award.people.domain.two_persons import ActLapsed, OutsideWitness, propose, two_person_act
from award.people.models import Person, Proposal
from nominations.domain.exposure import refuse_uncounted
from nominations.domain.fixity import Fixity, fixity
from nominations.domain.locking import held
from nominations.domain.references import candidate_of, subject_of, told_of
from nominations.models import Candidate

LET_IN = "candidate.let_in"


def propose_letting_in(
    candidate: Candidate, *, by: Person, reason: str, witness: OutsideWitness | None = None
) -> Proposal:
    """Her answer has convinced somebody: put it before another one. Raises `ActRefused`."""
    return propose(
        LET_IN,
        edition=candidate.edition,
        by=by,
        reason=reason,
        payload={"candidate": candidate.pk},
        subject=subject_of(candidate),
        witness=witness,
    )


def _check(proposal: Proposal) -> None:
    candidate = candidate_of(proposal)
    if not candidate.ineligible_at or candidate.erased_at:
        raise ActLapsed(_("There is no ruling to take back."))
    if fixity(candidate) is Fixity.OVER:
        raise ActLapsed(_("The last round is over: only a correction of the result changes it."))
    refuse_uncounted(candidate)


def _told(proposal: Proposal, who: str) -> Sequence[str]:
    return [_("%s can be chosen again: the ruling is taken back.") % who]


@two_person_act(
    LET_IN,
    title=gettext_lazy("That a ruling is taken back"),
    **vars(told_of(_told)),
    check=_check,
    always_witness=True,
)
def _let_in(proposal: Proposal) -> None:
    found = held(candidate_of(proposal))
    _check(proposal)
    found.ineligible_at, found.ineligible_rule, found.ineligible_reason = None, "", ""
    found.save()
    record(
        "candidate.let_in",
        actor=proposal.decided_by or proposal.proposed_by,
        object=found,
        edition=found.edition,
        reason=proposal.reason,
    )
