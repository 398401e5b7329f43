"""The acts that take two people: higher rooms register theirs here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from award.people.models import Proposal

CarryOut = Callable[[Proposal], None]
Describe = Callable[[Proposal], Sequence[str]]


class ActRefused(Exception):
    """It cannot be proposed, decided or done; the message says why, in words for an organiser."""


class ActLapsed(ActRefused):
    """It can never be done any more: what it was about is gone, sealed or otherwise decided."""


@dataclass(frozen=True)
class Act:
    """A kind of act.

    `title` names it on pages; `describe` gives the sentences that say what is proposed, in the
    language that is active, for everybody to read: they name nobody who is not public. `inside` gives
    those that organisers and the witness read instead, made anew each time; `shown` those that everybody
    reads instead of the stored ones, made anew too: whoever may be named today is named in them and
    nowhere in `describe`. `leads_to` gives the address of the page where organisers see what it is about. `check` refuses what cannot be proposed; `takes_one` says that one organiser suffices, as the program itself has established the ground; an act that is `always_witness` never takes
    effect by waiting, and where there is one organiser takes a witness whatever `takes_one` says.
    """

    kind: str
    title: str | Promise
    describe: Describe
    carry_out: CarryOut
    check: CarryOut | None
    takes_one: Callable[[Proposal], bool] | None
    inside: Describe | None
    shown: Describe | None
    leads_to: Callable[[Proposal], str] | None
    always_witness: bool


_acts: dict[str, Act] = {}


def two_person_act(
    kind: str,
    *,
    title: str | Promise,
    describe: Describe,
    check: CarryOut | None = None,
    takes_one: Callable[[Proposal], bool] | None = None,
    inside: Describe | None = None,
    shown: Describe | None = None,
    leads_to: Callable[[Proposal], str] | None = None,
    always_witness: bool = False,
) -> Callable[[CarryOut], CarryOut]:
    """Register the function as what is done when an act of this kind is approved.

    It runs in the transaction of the decision, whose columns are set. It may raise `ActRefused`: then
    nothing is changed and the proposal waits on; or `ActLapsed`: then the proposal ends.
    """

    def register(carry_out: CarryOut) -> CarryOut:
        _acts[kind] = Act(
            kind,
            title,
            describe,
            carry_out,
            check,
            takes_one,
            inside,
            shown,
            leads_to,
            always_witness,
        )
        return carry_out

    return register


def act_of(kind: str) -> Act:
    """Raises `KeyError` when no room has registered it."""
    return _acts[kind]


def inside_words(proposal: Proposal) -> list[str]:
    """What is proposed, for those who decide: they may read who it is about."""
    act = _acts.get(proposal.kind)
    return list(act.inside(proposal)) if act and act.inside else proposal.sentences


def public_words(proposal: Proposal) -> list[str]:
    """What is proposed, for everybody, today."""
    act = _acts.get(proposal.kind)
    return list(act.shown(proposal)) if act and act.shown else proposal.sentences


def page_of(proposal: Proposal) -> str:
    """Where organisers see what it is about; empty where its words say everything."""
    act = _acts.get(proposal.kind)
    return act.leads_to(proposal) if act and act.leads_to else ""


def act_title(kind: str) -> str:
    """What the act is called; its slug where no room does it any more."""
    return str(_acts[kind].title) if kind in _acts else kind
