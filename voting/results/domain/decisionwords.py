"""A decision about a result in words: without names for everybody, with them for those who decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.people.models import Proposal
from award.programme.cleaning.ordering import in_order
from voting.results.domain.extra_planning import Plan, plan_in_words, plan_of
from voting.results.domain.looked_at import looked_at
from voting.results.domain.questions import AGAIN, CORRECT, MEETING, RUNNER_UP, WITHHOLD
from voting.results.domain.standings import category_name, category_results

WHAT = {
    WITHHOLD: gettext_lazy("%(category)s: nobody gets the prize."),
    MEETING: gettext_lazy("%(category)s: the winner is whom the jury chose at a meeting."),
    RUNNER_UP: gettext_lazy(
        "%(category)s: the winner has withdrawn, and the runner-up gets the prize."
    ),
    AGAIN: gettext_lazy("%(category)s: an extra vote is held, and it alone decides."),
    CORRECT: gettext_lazy("%(category)s: the result is corrected, and counted again."),
}
WHOM = {
    MEETING: gettext_lazy("The winner: %(names)s."),
    RUNNER_UP: gettext_lazy("The winner: %(names)s."),
    AGAIN: gettext_lazy("Who stands: %(names)s."),
    CORRECT: gettext_lazy("It is counted without: %(names)s."),
}


def public_sentences(proposal: Proposal) -> Sequence[str]:
    """Without names: what is proposed is public at once, and the result may not be."""
    if not proposal.payload:
        return proposal.sentences
    result = looked_at(proposal)
    titles = result.content["titles"][proposal.payload["category"]]
    what = str(WHAT[proposal.kind]) % {"category": category_name(titles)}
    if proposal.kind != AGAIN:
        return [what]
    return [what, plan_in_words(_plan(proposal), result.edition)]


def inside_sentences(proposal: Proposal) -> Sequence[str]:
    """For those who decide: whom it is about as well, and the minutes of the meeting."""
    if not proposal.payload:
        return proposal.sentences
    told = [*public_sentences(proposal), *_whom(proposal)]
    if minutes := proposal.payload["minutes"]:
        told.append(_("Minutes of the jury's meeting: %s") % minutes)
    return told


def names_in(proposal: Proposal) -> list[str]:
    """Whom it names, as the result that it was made on calls them today."""
    slug = proposal.payload["category"]
    each = next(c for c in category_results(looked_at(proposal)) if c.slug == slug)
    named = {s.candidate.alias: s.candidate.label for s in each.standings}
    return sorted((named[alias] for alias in proposal.payload["aliases"]), key=in_order)


def _whom(proposal: Proposal) -> list[str]:
    if proposal.payload["aliases"]:
        return [str(WHOM[proposal.kind]) % {"names": ", ".join(names_in(proposal))}]
    if proposal.kind == CORRECT:
        return [_("Nobody is struck: everything is counted again as it is.")]
    return []


def _plan(proposal: Proposal) -> Plan:
    """What opens as soon as it is decided on has a moment of opening by then."""
    plan = plan_of(proposal.payload)
    if proposal.state != Proposal.State.APPROVED:
        return plan
    return replace(plan, opens_at=plan.opens_at or proposal.decided_at)
