"""Acts that take two people: proposing, approving, declining, and what the public clock lets through.

Higher rooms register an act with `two_person_act` and call `propose`; everything else is done here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from award.log.domain.recording import record
from award.people.domain.acts import Act, ActLapsed, ActRefused, act_of, two_person_act
from award.people.domain.proposal_mail import tell_decided, tell_proposed
from award.people.domain.seconding import (
    deciding_since,
    is_senior,
    just_removed,
    may_second,
    seconds,
    senior_before,
)
from award.people.domain.witnessing import (
    OutsideWitness,
    WitnessRefused,
    ask_witness,
    bar_witness,
    check_witness,
    code_is_right,
)
from award.people.models import Person, Proposal
from award.people.models.proposal import PUBLIC_HOURS, ProposalQuerySet
from award.people.permissions import may_organise, may_own
from award.programme.domain.clock import database_now
from award.programme.models import Edition, Organisation

__all__ = [
    "ActLapsed", "ActRefused", "OutsideWitness", "WitnessRefused", "approve", "bar_witness", "confirm_as_witness",
    "decline", "may_decline", "may_second", "propose", "public_proposals", "refuse_as_witness", "take_effect_due",
    "two_person_act", "waiting", "ways_to_propose",
]  # fmt: skip
State, Needs = Proposal.State, Proposal.Needs
LANGUAGES = ("sv", "en")
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Ways:
    """How an act that somebody is about to propose can come about.

    `seconds` can approve it; without any, a witness is asked, or (`by_waiting`) 72 public hours do.
    """

    seconds: Sequence[Person]
    by_waiting: bool

    @property
    def alone(self) -> bool:
        return not self.seconds


def ways_to_propose(kind: str, *, edition: Edition, person: Person) -> Ways:
    """For the form. Raises `ActRefused` when she cannot propose it at all."""
    act = act_of(kind)
    draft = _draft(kind, edition.award.organisation, edition, person, now=database_now())
    _refuse_unfit(draft)
    others = seconds(draft)
    if not others:
        _refuse_just_removed(draft)
    return Ways(others, by_waiting=not act.always_witness and edition.is_public)


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
    the organisation is named. Raises `ActRefused`; `WitnessRefused`, one of them, says what is wrong with the witness.
    """
    act = act_of(kind)
    whose = edition.award.organisation if edition else organisation
    if whose is None:
        raise ValueError("a proposal belongs to an edition or to an organisation")
    proposal = _draft(kind, whose, edition, by, now=database_now())
    proposal.payload, proposal.reason, proposal.subject = payload, reason.strip(), subject
    _refuse_wordless(proposal)
    if act.check:
        act.check(proposal)
    proposal.words = _words(act, proposal)
    _choose_way(act, proposal, witness)
    _insert(proposal)
    if proposal.needs == Needs.ONE:
        return _take_one(proposal)
    if witness and proposal.needs == Needs.WITNESS:
        ask_witness(proposal, witness)
    tell_proposed(proposal, seconds(proposal))
    _record("made", proposal, actor=by)
    return proposal


def approve(proposal: Proposal, *, by: Person) -> Proposal:
    """A second person says yes, and it is done. Raises `ActRefused`; the proposal then waits on,
    or, when it can never be done any more, has lapsed."""
    with transaction.atomic():
        held = _held(proposal)
        if not may_second(by, held):
            raise ActRefused(_why_not(by, held))
        _refuse_nameless(by)
        lapsed = _decide(held, actor=by, action="approved", decided_by=by)
    if lapsed:
        raise lapsed
    return held


@transaction.atomic
def decline(proposal: Proposal, *, by: Person, reason: str = "") -> Proposal:
    """Anybody who decides here says no, or the proposer takes it back. Raises `ActRefused`."""
    held = _held(proposal)
    if not may_decline(by, held):
        raise ActRefused(_("Only organisers decide on this."))
    held.state = State.WITHDRAWN if by.pk == held.proposed_by_id else State.DECLINED
    held.decided_by, held.outcome = by, reason.strip()
    _close(held, actor=by, action=held.state)
    return held


def confirm_as_witness(proposal: Proposal, code: str) -> Proposal:
    """The witness types the code that was mailed to her, and it is done. Raises `ActRefused`."""
    with transaction.atomic():
        held = _held(proposal)
        right = code_is_right(held, code)
        lapsed = None
        if right:
            held.witnessed_at = held.witness.confirmed_at = database_now()
            held.witness.save(update_fields=["confirmed_at"])
            lapsed = _decide(held, actor="witness", action="witnessed")
    if not right:
        raise WitnessRefused(_("That is not the code in the mail: look again."))
    if lapsed:
        raise lapsed
    return held


@transaction.atomic
def refuse_as_witness(proposal: Proposal) -> Proposal:
    """The witness says no, or that she knows of nothing. Raises `ActRefused`."""
    held = _held(proposal)
    held.witness.refused_at = database_now()
    held.witness.save(update_fields=["refused_at"])
    held.state = State.DECLINED
    _close(held, actor="witness", action="refused")
    return held


def take_effect_due() -> int:
    """On the tick: what has stood in public for 72 hours is done; returns how many were decided."""
    return sum(_take_effect(pk) for pk in _due())


def waiting(edition: Edition) -> ProposalQuerySet:
    """What waits in the edition, and in its whole organisation."""
    return Proposal.objects.about(edition).waiting()


def public_proposals(edition: Edition) -> ProposalQuerySet:
    """What everybody sees beside the rules: what waits and what was decided, newest first."""
    return Proposal.objects.about(edition)


def may_decline(person: Person, proposal: Proposal) -> bool:
    """Whoever decides here may say no, however short a time she has done so."""
    if proposal.edition:
        return may_organise(person, proposal.edition)
    return may_own(person, proposal.organisation)


def _draft(
    kind: str, organisation: Organisation, edition: Edition | None, by: Person, *, now: datetime
) -> Proposal:
    return Proposal(
        kind=kind,
        organisation=organisation,
        edition=edition,
        proposed_by=by,
        proposed_at=now,
        senior_before=senior_before(organisation, now),
        words={},
    )


def _words(act: Act, proposal: Proposal) -> dict[str, list[str]]:
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = [str(sentence) for sentence in act.describe(proposal)]
    return found


def _choose_way(act: Act, proposal: Proposal, witness: OutsideWitness | None) -> None:
    """Who is needed: nobody more, a second person, the witness, or 72 hours in public."""
    if act.takes_one and act.takes_one(proposal):
        if not may_decline(proposal.proposed_by, proposal):
            raise ActRefused(_("Only organisers decide on this."))
        proposal.needs = Needs.ONE
        return
    _refuse_unfit(proposal)
    if seconds(proposal):
        proposal.needs = Needs.SECOND
        return
    _refuse_just_removed(proposal)
    if witness:
        check_witness(proposal, witness)
        proposal.needs = Needs.WITNESS
        return
    _refuse_without_witness(act, proposal)
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
    lapsed = _decide(proposal, actor=proposal.proposed_by, action="done_by_one")
    if lapsed:
        raise lapsed
    return proposal


def _take_effect(pk: int) -> int:
    """One that fails in a way nobody foresaw is logged, and tried again at the next tick."""
    try:
        with transaction.atomic():
            held = Proposal.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk)
            proposal = held.waiting().first()
            if proposal is None:
                return 0
            _decide(proposal, actor="task:take_effect_due", action="took_effect", last_try=True)
    except Exception:
        log.exception("proposal.failed", proposal=pk)
        return 0
    return 1


def _due() -> Iterator[int]:
    """Those whose hours are over, and that everybody could see."""
    for proposal in Proposal.objects.waiting().filter(needs=Needs.HOURS).select_related("edition"):
        at, edition = proposal.takes_effect_at, proposal.edition
        if at and edition and edition.is_public and at <= database_now():
            yield proposal.pk


def _decide(
    proposal: Proposal,
    *,
    actor: Person | str,
    action: str,
    decided_by: Person | None = None,
    last_try: bool = False,
) -> ActLapsed | None:
    """Carry it out and write that down, both or neither; a proposal that can never be done lapses."""
    try:
        with transaction.atomic():
            proposal.state, proposal.decided_by = State.APPROVED, decided_by
            proposal.decided_at = database_now()
            proposal.save(update_fields=DECISION)
            act_of(proposal.kind).carry_out(proposal)
            tell_decided(proposal)
            _record(action, proposal, actor=actor)
    except ActRefused as refusal:
        proposal.decided_by = None
        if not last_try and not isinstance(refusal, ActLapsed):
            raise
        return _lapse(proposal, str(refusal))
    return None


DECISION = ("state", "decided_by", "decided_at", "witnessed_at", "outcome")


def _lapse(proposal: Proposal, why: str) -> ActLapsed:
    proposal.state, proposal.outcome = State.LAPSED, why
    _close(proposal, actor="system", action="lapsed")
    return ActLapsed(why)


def _close(proposal: Proposal, *, actor: Person | str, action: str) -> None:
    """It ends without being done."""
    proposal.decided_at = database_now()
    proposal.save(update_fields=DECISION)
    tell_decided(proposal)
    _record(action, proposal, actor=actor)


def _held(proposal: Proposal) -> Proposal:
    """The row as it is now, held until the transaction ends. Raises `ActRefused` when decided."""
    held = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("organisation", "edition__award__organisation", "proposed_by", "witness")
        .get(pk=proposal.pk)
    )
    if not held.is_waiting:
        raise ActRefused(_("This has already been decided."))
    return held


def _refuse_wordless(proposal: Proposal) -> None:
    if not proposal.reason:
        raise ActRefused(_("Say why: the reason stands beside it for everybody to read."))
    _refuse_nameless(proposal.proposed_by)


def _refuse_nameless(person: Person) -> None:
    if not person.name:
        raise ActRefused(_("Your name will stand beside it: write it under Your account first."))


def _refuse_unfit(proposal: Proposal) -> None:
    """Whoever proposes decides here, and has done so for the days of standing."""
    who = proposal.proposed_by
    since = deciding_since(who, proposal.organisation, proposal.edition)
    if since is None:
        raise ActRefused(_("Only organisers decide on this."))
    if not is_senior(who, proposal):
        days = proposal.organisation.seniority_days
        raise ActRefused(
            _(
                "Whoever proposes this has been organiser for at least %(days)s days. You can from %(date)s."
            )
            % {"days": days, "date": _day(since, proposal)}
        )


def _refuse_just_removed(proposal: Proposal) -> None:
    past = just_removed(proposal.proposed_by, proposal)
    if past:
        raise ActRefused(
            _(
                "%(name)s, who could have decided with you, lost her role a short time ago. Alone you can propose this from %(date)s."
            )
            % {"name": past.person, "date": _day(past.withdrawn_at, proposal)}
        )


def _refuse_without_witness(act: Act, proposal: Proposal) -> None:
    if act.always_witness:
        raise ActRefused(_("There is no second organiser: this takes a witness from outside."))
    if not (proposal.edition and proposal.edition.is_public):
        raise ActRefused(
            _(
                "There is no second organiser, and nobody can see an edition that is not public: name a witness from outside."
            )
        )


def _why_not(person: Person, proposal: Proposal) -> str:
    if not may_decline(person, proposal):
        return _("Only organisers decide on this.")
    if person.pk == proposal.proposed_by_id:
        return _("It takes a second person: not the one who proposed it.")
    if is_senior(person, proposal):
        return _(
            "It takes another person: you two share an address, or one of you gave the other a role."
        )
    return _(
        "Whoever approves this had been organiser for some days when it was proposed: see People."
    )


def _day(since: datetime, proposal: Proposal) -> str:
    """The day from which a role held since then counts."""
    from_then = since + (proposal.proposed_at - proposal.senior_before)
    zone = proposal.edition.zone if proposal.edition else None
    return f"{from_then.astimezone(zone):%Y-%m-%d %H:%M}"


def _record(action: str, proposal: Proposal, *, actor: Person | str) -> None:
    record(
        f"proposal.{action}",
        actor=actor,
        object=proposal,
        edition=proposal.edition,
        after={"what": proposal.words["sv"], "needs": proposal.needs, "outcome": proposal.outcome},
        reason=proposal.reason,
    )
