"""Mail about proposals: to those who can decide, and to whoever waits for an answer."""

from __future__ import annotations

from collections.abc import Iterable

from award.mail.domain.messaging import queue_message
from award.people.domain.circle import deciding_roles
from award.people.models import Person, Proposal
from award.programme.domain.links import page_address


def tell_proposed(proposal: Proposal, seconds: Iterable[Person]) -> None:
    """Those who can approve it; where nobody can, everybody who can say no."""
    for person in list(seconds) or _colleagues(proposal):
        _tell(proposal, person, "proposal_made")


def tell_decided(proposal: Proposal) -> None:
    """How it ended: to the proposer and her colleagues, but not to the one who decided."""
    for person in [proposal.proposed_by, *_colleagues(proposal)]:
        if person.pk != proposal.decided_by_id and proposal.needs != Proposal.Needs.ONE:
            _tell(proposal, person, "proposal_decided")


def _colleagues(proposal: Proposal) -> list[Person]:
    roles = deciding_roles(proposal.organisation, proposal.edition)
    others = Person.objects.filter(pk__in=roles.values("person"))
    return list(others.exclude(pk=proposal.proposed_by_id).order_by("pk"))


def _tell(proposal: Proposal, person: Person, what: str) -> None:
    queue_message(
        what,
        occasion=f"{what}:{proposal.pk}",
        recipient=person.email,
        language=person.language,
        edition=proposal.edition,
        context={"proposal": proposal, "link": _link(proposal, person.language)},
    )


def _link(proposal: Proposal, language: str) -> str:
    if proposal.edition is None:
        return page_address("desk", language=language)
    return page_address(
        "desk_proposals",
        language=language,
        award=proposal.edition.award.slug,
        year=proposal.edition.year,
    )
