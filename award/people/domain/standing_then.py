"""Who somebody was when she proposed or decided: her name, the role that let her, who had given it."""

from __future__ import annotations

from award.people.domain.circle import deciding_roles
from award.people.models import Person, Proposal


def sign_as_proposer(proposal: Proposal) -> None:
    """Before it is stored: what she is called now stands beside it, whatever she calls herself later."""
    proposal.proposed_name = proposal.proposed_by.name
    proposal.seniority = _seniority(proposal, proposal.proposed_by)


def sign_as_decider(proposal: Proposal, person: Person | None) -> None:
    """As it is decided; by nobody where a witness or the public hours have decided."""
    proposal.decided_by, proposal.decided_name = person, person.name if person else ""
    theirs = proposal.seniority[:1]
    if person and person.pk != proposal.proposed_by_id:
        theirs = [*theirs, *_seniority(proposal, person)]
    proposal.seniority = theirs


def _seniority(proposal: Proposal, person: Person) -> list[dict[str, str]]:
    """Of the role that she has held for longest; real moments, whatever clock the edition has."""
    roles = deciding_roles(proposal.organisation, proposal.edition).select_related("granted_by")
    return [
        {
            "name": person.name,
            "role": role.kind,
            "since": role.created_at.isoformat(),
            "given_by": role.granted_by.name if role.granted_by else "",
        }
        for role in roles.filter(person=person)[:1]
    ]
