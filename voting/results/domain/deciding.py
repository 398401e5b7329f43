"""The acts by which two people give a result a later version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.people.domain.two_persons import ActLapsed, ActRefused, two_person_act
from award.people.models import Proposal
from award.programme.domain.clock import edition_now
from award.rules.domain.document import utc_text
from voting.results.domain import winners
from voting.results.domain.corrections import correction_of
from voting.results.domain.decisionwords import inside_sentences, public_sentences
from voting.results.domain.extra_planning import Plan, check_plan, plan_of
from voting.results.domain.extra_votes import (
    hold_extra_vote,
    record_extra_vote,
    refuse_beside_extra_vote,
)
from voting.results.domain.looked_at import built_on
from voting.results.domain.questions import (
    AGAIN,
    CORRECT,
    MEETING,
    RUNNER_UP,
    WITHHOLD,
    questions,
    runners_up,
    still_winning,
)
from voting.results.domain.versions import make_version
from voting.results.models import EditionResult
from voting.results.recount.contents import Decision

DECISIONS = {
    WITHHOLD: winners.WITHHELD,
    MEETING: winners.JURY_MEETING,
    RUNNER_UP: winners.RUNNER_UP,
    AGAIN: winners.ANOTHER_ROUND,
}
TITLES = {
    WITHHOLD: gettext_lazy("Withhold the prize"),
    MEETING: gettext_lazy("A winner by the jury's meeting"),
    RUNNER_UP: gettext_lazy("The runner-up gets the prize"),
    AGAIN: gettext_lazy("An extra vote"),
    CORRECT: gettext_lazy("Correct the result"),
}


def subject_of(slug: str) -> str:
    """About one category one proposal of a kind waits at a time."""
    return f"result:{slug}"[:64]


def payload_of(
    result: EditionResult,
    slug: str,
    *,
    aliases: Sequence[str] = (),
    minutes: str = "",
    plan: Plan | None = None,
) -> dict[str, Any]:
    """What a proposal about a category holds: `aliases` who wins, or who is counted without.

    Of an extra vote it holds the `plan`: then `aliases` are those who stand.
    """
    return {
        "result": result.pk,
        "category": slug,
        "aliases": sorted(plan.stands if plan else aliases),
        "minutes": minutes.strip(),
        **(plan.to_payload() if plan else {}),
    }


def check(proposal: Proposal) -> None:
    """Raises `ActLapsed` when the category is another by now, `ActRefused` for what does not fit."""
    result, slug = built_on(proposal), proposal.payload["category"]
    aliases = proposal.payload["aliases"]
    if not set(aliases) <= set(result.content["categories"][slug]["scores"]):
        raise ActRefused(_("Choose among the finalists of the category."))
    refuse_beside_extra_vote(result, slug)
    if proposal.kind == CORRECT:
        return
    open_now = {question.slug: question.acts for question in questions(result)}
    if proposal.kind not in open_now.get(slug, ()):
        raise ActLapsed(_("There is nothing to decide about this category any more."))
    _check_winner(proposal, result, slug)


def _check_winner(proposal: Proposal, result: EditionResult, slug: str) -> None:
    aliases = proposal.payload["aliases"]
    if proposal.kind == MEETING and not (aliases and proposal.payload["minutes"]):
        raise ActRefused(_("Name the winner, and put the minutes of the meeting there."))
    if proposal.kind == RUNNER_UP and aliases != sorted(runners_up(result, slug)):
        raise ActLapsed(_("The runner-up is whoever the count placed next."))
    if proposal.kind == WITHHOLD and aliases:
        raise ActRefused(_("Nobody is named when nobody gets the prize."))
    if proposal.kind == AGAIN:
        check_plan(plan_of(proposal.payload), result, slug)


def carry_out(proposal: Proposal) -> None:
    """Seal the version after the newest. It is published when both counters agree on it.

    Whoever decides holds the edition: no other version comes between.
    """
    check(proposal)
    result, slug = built_on(proposal), proposal.payload["category"]
    aliases = tuple(proposal.payload["aliases"])
    what: dict[str, Any] = {"struck": {slug: aliases}}
    if proposal.kind != CORRECT:
        at = utc_text(edition_now(result.edition))
        named = () if proposal.kind == AGAIN else aliases
        if proposal.kind == RUNNER_UP:
            named = (*still_winning(result, slug), *aliases)
        decision = Decision(DECISIONS[proposal.kind], proposal.reason, at, named)
        what = {"decisions": {slug: decision}}
    extra = hold_extra_vote(proposal) if proposal.kind == AGAIN else None
    make_version(result, correction=correction_of(proposal), **what)
    if extra:
        record_extra_vote(extra, proposal)


def register() -> None:
    """Called when the app is ready. A result takes a witness where there is one organiser."""
    for kind, title in TITLES.items():
        sign = two_person_act(
            kind,
            title=title,
            describe=public_sentences,
            shown=public_sentences,
            inside=inside_sentences,
            leads_to=_desk,
            check=check,
            always_witness=True,
        )
        sign(carry_out)


def _desk(proposal: Proposal) -> str:
    edition = proposal.edition
    return reverse("desk_results", args=[edition.award.slug, edition.year]) if edition else ""
