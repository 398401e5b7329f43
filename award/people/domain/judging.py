"""Whether a proposal may be made or approved; every no in words for an organiser."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from award.people.domain.acts import Act, ActRefused
from award.people.domain.seconding import circle_around, just_removed
from award.people.models import Person, Proposal
from award.people.permissions import may_organise, may_own
from award.programme.domain.moments import by_our_clock


def may_decline(person: Person, proposal: Proposal) -> bool:
    """Whoever decides here may say no, however short a time she has done so."""
    if proposal.edition:
        return may_organise(person, proposal.edition)
    return may_own(person, proposal.organisation)


def refuse_stranger(person: Person, proposal: Proposal) -> None:
    """Raises `ActRefused` for whoever does not decide here."""
    if not may_decline(person, proposal):
        raise ActRefused(_("Only organisers decide on this."))


def refuse_wordless(proposal: Proposal) -> None:
    """Raises `ActRefused` without a reason, or without a name to stand beside it."""
    if not proposal.reason:
        raise ActRefused(_("Say why: the reason stands beside it for everybody to read."))
    refuse_nameless(proposal.proposed_by)


def refuse_nameless(person: Person) -> None:
    if not person.name:
        raise ActRefused(_("Your name will stand beside it: write it under Your account first."))


def refuse_unfit(proposal: Proposal) -> None:
    """Whoever proposes decides here, and has done so for the days of seniority."""
    circle = circle_around(proposal)
    since = circle.since(proposal.proposed_by)
    if since is None:
        raise ActRefused(_("Only organisers decide on this."))
    if not circle.is_senior(proposal.proposed_by, proposal):
        raise ActRefused(
            _("You are too new as an organiser to propose what takes two. You can from %(date)s.")
            % {"date": _counts_from(since, proposal)}
        )


def refuse_just_removed(proposal: Proposal) -> None:
    """Whoever is alone because a colleague was sent away waits for as long as a new one would."""
    past = just_removed(proposal)
    if past:
        raise ActRefused(
            _(
                "%(name)s, who could have decided with you, lost that role a short time ago. You can propose this alone from %(date)s."
            )
            % {"name": past.person, "date": _counts_from(past.withdrawn_at, proposal)}
        )


def refuse_without_witness(act: Act, proposal: Proposal) -> None:
    """What always takes a witness, and what nobody could see while it waits."""
    if act.always_witness:
        raise ActRefused(_("There is no second organiser: this takes a witness from outside."))
    if not (proposal.edition and proposal.edition.is_public):
        raise ActRefused(
            _(
                "There is no second organiser, and nobody can see an edition that is not public: name a witness from outside."
            )
        )


def why_not_second(person: Person, proposal: Proposal) -> str:
    """What to tell somebody who may not approve it."""
    if not may_decline(person, proposal):
        return _("Only organisers decide on this.")
    if person.pk == proposal.proposed_by_id:
        return _("It takes a second person: not the one who proposed it.")
    if not circle_around(proposal).is_senior(person, proposal):
        return _(
            "You were too new as an organiser when it was proposed. People says when you count."
        )
    return _(
        "It takes another person: you share an address, or one of you gave the other a role a short time ago."
    )


def _counts_from(since: datetime, proposal: Proposal) -> str:
    days = timedelta(days=proposal.organisation.seniority_days)
    return by_our_clock(timezone.localtime(since) + days)
