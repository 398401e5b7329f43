"""Acts that take two people: proposing them, and what the second person or the witness says.

Higher rooms register an act with `two_person_act` and call `propose`; everything else is done here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from award.mail.domain.codes import WITNESS
from award.mail.domain.codewords import refusal_in_words
from award.people.domain.acts import Act, ActLapsed, ActRefused, act_of, two_person_act
from award.people.domain.deciding import (
    carry_through,
    close,
    hold,
    hold_edition,
    moment_in,
    take_effect_due,
    write_down,
)
from award.people.domain.judging import (
    may_decline,
    refuse_just_removed,
    refuse_nameless,
    refuse_stranger,
    refuse_unfit,
    refuse_without_witness,
    refuse_wordless,
    why_not_second,
)
from award.people.domain.proposal_mail import tell_proposed
from award.people.domain.reading_proposals import public_proposals, waiting
from award.people.domain.seconding import may_second, seconds, senior_before
from award.people.domain.standing_then import sign_as_decider, sign_as_proposer
from award.people.domain.witnessing import (
    OutsideWitness,
    WitnessRefused,
    ask_witness,
    bar_witness,
    check_witness,
    code_is_right,
)
from award.people.models import Person, Proposal
from award.people.models.proposal import PUBLIC_HOURS
from award.programme.domain.clock import database_now
from award.programme.models import Edition, Organisation

__all__ = [
    "ActLapsed", "ActRefused", "OutsideWitness", "WitnessRefused", "approve", "bar_witness", "confirm_as_witness",
    "decline", "may_decline", "may_second", "propose", "public_proposals", "refuse_as_witness", "take_effect_due",
    "two_person_act", "waiting", "ways_to_propose",
]  # fmt: skip
State, Needs = Proposal.State, Proposal.Needs


@dataclass(frozen=True)
class Ways:
    """How an act that somebody is about to propose can come about.

    `seconds` can approve it; without any, a witness is asked, or (`by_waiting`) public hours do.
    """

    seconds: Sequence[Person]
    by_waiting: bool

    @property
    def alone(self) -> bool:
        return not self.seconds


def ways_to_propose(
    kind: str,
    *,
    edition: Edition | None,
    person: Person,
    organisation: Organisation | None = None,
) -> Ways:
    """For the form. Without an edition the organisation is named.

    Raises `ActRefused` when she cannot propose it at all.
    """
    act = act_of(kind)
    draft = _draft(kind, _whose(edition, organisation), edition, person)
    refuse_unfit(draft)
    others = seconds(draft)
    if not others:
        refuse_just_removed(draft)
    seen = edition is not None and edition.is_public
    return Ways(others, by_waiting=seen and not act.always_witness)


@transaction.atomic
def propose(
    kind: str,
    *,
    edition: Edition | None,
    by: Person,
    reason: str,
    payload: dict[str, Any],
    organisation: Organisation | None = None,
    subject: str = "",
    witness: OutsideWitness | None = None,
) -> Proposal:
    """Put the act before those who can decide; one that takes one person is done at once.

    `subject` ("candidate:12"): about one thing one proposal of a kind waits at a time. Without an edition
    the organisation is named. A witness is asked only where nobody here can approve it.
    Raises `ActRefused`; `WitnessRefused`, one of them, says what is wrong with the witness.
    """
    act = act_of(kind)
    whose = _whose(edition, organisation)
    hold_edition(edition.pk if edition else None)
    proposal = _draft(kind, whose, edition, by)
    proposal.payload, proposal.reason, proposal.subject = payload, reason.strip(), subject
    refuse_wordless(proposal)
    if act.check:
        act.check(proposal)
    sign_as_proposer(proposal)
    proposal.words = _words(act, proposal)
    _choose_way(act, proposal, witness)
    _insert(proposal)
    if proposal.needs == Needs.ONE:
        return _take_one(proposal)
    if witness and proposal.needs == Needs.WITNESS:
        ask_witness(proposal, witness)
    tell_proposed(proposal, seconds(proposal))
    write_down("made", proposal, actor=by)
    return proposal


def approve(proposal: Proposal, *, by: Person) -> Proposal:
    """A second person says yes, and it is done.

    Raises `ActRefused`: the proposal waits on or, when it can never be done any more, has lapsed.
    """
    with transaction.atomic():
        held = hold(proposal)
        if not may_second(by, held):
            raise ActRefused(why_not_second(by, held))
        refuse_nameless(by)
        lapsed = carry_through(held, actor=by, action="approved", decided_by=by)
    if lapsed:
        raise lapsed
    return held


@transaction.atomic
def decline(proposal: Proposal, *, by: Person, reason: str = "") -> Proposal:
    """Anybody who decides here says no, or the proposer takes it back. Raises `ActRefused`."""
    held = hold(proposal)
    refuse_stranger(by, held)
    held.state = State.WITHDRAWN if by.pk == held.proposed_by_id else State.DECLINED
    held.outcome = reason.strip()
    sign_as_decider(held, by)
    close(held, actor=by, action=held.state)
    return held


def confirm_as_witness(proposal: Proposal, code: str) -> Proposal:
    """The witness types the code that was mailed to her, and it is done. Raises `ActRefused`."""
    with transaction.atomic():
        held = hold(proposal)
        right, lapsed = code_is_right(held, code), None
        if right:
            held.witnessed_at = held.witness.confirmed_at = moment_in(held.edition)
            held.witness.save(update_fields=["confirmed_at"])
            lapsed = carry_through(held, actor="witness", action="witnessed")
    if not right:
        raise WitnessRefused(refusal_in_words("wrong", WITNESS))
    if lapsed:
        raise lapsed
    return held


@transaction.atomic
def refuse_as_witness(proposal: Proposal) -> Proposal:
    """The witness says no, or that she knows of nothing. Raises `ActRefused`."""
    held = hold(proposal)
    held.witness.refused_at = moment_in(held.edition)
    held.witness.save(update_fields=["refused_at"])
    held.state = State.DECLINED
    close(held, actor="witness", action="refused")
    return held


def _whose(edition: Edition | None, organisation: Organisation | None) -> Organisation:
    whose = edition.award.organisation if edition else organisation
    if whose is None:
        raise ValueError("a proposal belongs to an edition or to an organisation")
    return whose


def _draft(kind: str, organisation: Organisation, edition: Edition | None, by: Person) -> Proposal:
    """Its moments are the edition's; roles, and how long they were held, belong to no edition."""
    return Proposal(
        kind=kind,
        organisation=organisation,
        edition=edition,
        proposed_by=by,
        proposed_at=moment_in(edition),
        senior_before=senior_before(organisation, database_now()),
        words={},
    )


def _words(act: Act, proposal: Proposal) -> dict[str, list[str]]:
    found = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found[language] = [str(sentence) for sentence in act.describe(proposal)]
    return found


def _choose_way(act: Act, proposal: Proposal, witness: OutsideWitness | None) -> None:
    """Who is needed: nobody more, a second person, the witness, or hours in public.

    What one organiser may do where the program itself has found the ground, a colleague sees; where there is
    none, a witness does, if it is an act that always takes one.
    """
    unseen = act.always_witness and not seconds(proposal)
    if act.takes_one and act.takes_one(proposal) and not unseen:
        refuse_stranger(proposal.proposed_by, proposal)
        proposal.needs = Needs.ONE
        return
    refuse_unfit(proposal)
    if seconds(proposal):
        proposal.needs = Needs.SECOND
        return
    refuse_just_removed(proposal)
    if witness:
        check_witness(proposal, witness)
        proposal.needs = Needs.WITNESS
        return
    refuse_without_witness(act, proposal)
    proposal.needs = Needs.HOURS
    proposal.takes_effect_at = proposal.proposed_at + PUBLIC_HOURS


def _insert(proposal: Proposal) -> None:
    try:
        with transaction.atomic():
            proposal.save(force_insert=True)
    except IntegrityError as error:
        if "one_waiting_proposal_about_a_thing" not in str(error):
            raise
        raise ActRefused(
            _("A proposal about this waits already: decide on that one first.")
        ) from None


def _take_one(proposal: Proposal) -> Proposal:
    lapsed = carry_through(proposal, actor=proposal.proposed_by, action="done_by_one")
    if lapsed:
        raise lapsed
    return proposal
