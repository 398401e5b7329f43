"""Changing what a candidate is called and what is said of her: freely, then by two, then never."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.log.domain.recording import record
from award.people.domain.two_persons import ActLapsed, propose, two_person_act
from award.people.models import Person, Proposal
from award.programme.domain.clock import edition_now
from nominations.domain.alike import TooAlike, refuse_alike
from nominations.domain.fixity import Fixity, fixity
from nominations.domain.locking import held
from nominations.domain.references import called_inside, candidate_of, shown_candidate, subject_of
from nominations.models import Candidate, Rewording

WORDS = (
    "name", "title", "workplace", "motivation_sv", "motivation_en", "presentation", "portrait_alt",
)  # fmt: skip
KIND = "candidate.rename"
CALLED = {
    "name": gettext_lazy("Name"),
    "title": gettext_lazy("Title"),
    "workplace": gettext_lazy("Workplace"),
    "motivation_sv": gettext_lazy("Motivation in Swedish"),
    "motivation_en": gettext_lazy("Motivation in English"),
    "presentation": gettext_lazy("The nominee’s own presentation"),
    "portrait_alt": gettext_lazy("What the portrait shows"),
}


class RewordingRefused(Exception):
    """What is said of her stays as it is; the message says why, in words for whoever asked."""


def differing(candidate: Candidate, changes: Mapping[str, str]) -> dict[str, str]:
    """Those of the changes that change something of what is said of her."""
    return {n: v for n, v in changes.items() if n in WORDS and getattr(candidate, n) != v}


@transaction.atomic
def reword(
    candidate: Candidate,
    changes: Mapping[str, str],
    *,
    by: Person,
    reason: str = "",
) -> Proposal | None:
    """An organiser's change: done at once, or, while the vote is open, put before a second one.

    Raises `RewordingRefused`, and `award.people.domain.two_persons.ActRefused`.
    """
    found = held(candidate)
    wanted = differing(found, changes)
    if not wanted:
        return None
    stage = fixity(found)
    _refuse(found, wanted, stage, reason=reason)
    if stage is Fixity.VOTING:
        return _propose(found, wanted, by=by, reason=reason)
    if stage is Fixity.SHORTLISTED:
        _keep(found, wanted, reason=reason, by=by)
    else:
        _apply(found, wanted)
    return None


@transaction.atomic
def reword_herself(candidate: Candidate, changes: Mapping[str, str]) -> bool:
    """Her own change, while what is said of her is free; False when it has to wait for an organiser.

    Raises `RewordingRefused`.
    """
    found = held(candidate)
    wanted = differing(found, changes)
    stage = fixity(found) if wanted else Fixity.FREE
    _refuse(found, wanted, stage, reason="-")
    if stage is not Fixity.FREE:
        return False
    _apply(found, wanted)
    return True


def _apply(candidate: Candidate, changes: Mapping[str, str]) -> None:
    """The caller holds the row, and logs."""
    for name, value in changes.items():
        setattr(candidate, name, value)
    if changes:
        candidate.save(update_fields=list(changes))


def _keep(
    candidate: Candidate,
    changes: Mapping[str, str],
    *,
    reason: str,
    by: Person,
    second: Person | None = None,
) -> None:
    """Change it, and keep for everybody to see that it was changed."""
    before = {name: getattr(candidate, name) for name in changes}
    _apply(candidate, changes)
    Rewording.objects.create(
        candidate=candidate,
        before=before,
        after=dict(changes),
        reason=reason,
        decided_by=by,
        seconded_by=second,
        at=edition_now(candidate.edition),
    )


def _stored(proposal: Proposal) -> Sequence[str]:
    """What is to change, and not from what to what: names may go, and this stays."""
    fields = ", ".join(str(CALLED[name]).lower() for name in proposal.payload["changes"])
    return [
        _("What is said of a finalist is changed."),
        _("It is about: %s.") % fields,
    ]


def _shown(proposal: Proposal) -> Sequence[str]:
    """In full while she is public; then as it was stored."""
    return _inside(proposal) if shown_candidate(proposal) else proposal.sentences


def _inside(proposal: Proposal) -> Sequence[str]:
    payload = proposal.payload
    if not payload:
        return proposal.sentences
    before, after = payload["before"], payload["changes"]
    return [
        _("What is said of the finalist %s is changed.") % called_inside(proposal),
        *(f"{CALLED[name]}: {before[name] or '–'} → {v or '–'}" for name, v in after.items()),
    ]


@two_person_act(
    KIND,
    title=gettext_lazy("What is said of a finalist"),
    describe=_stored,
    shown=_shown,
    inside=_inside,
)
def _rename(proposal: Proposal) -> None:
    """Judged again when it is approved: a vote that has closed meanwhile lets nothing through."""
    found = held(candidate_of(proposal))
    if found.erased_at:
        raise ActLapsed(_("What we had about this person is erased already."))
    wanted = differing(found, proposal.payload["changes"])
    try:
        _refuse(found, wanted, fixity(found), reason=proposal.reason)
    except RewordingRefused as refusal:
        raise ActLapsed(str(refusal)) from None
    _keep(
        found, wanted, reason=proposal.reason, by=proposal.proposed_by, second=proposal.decided_by
    )
    record(
        "candidate.renamed",
        actor=proposal.decided_by or "system",
        object=found,
        edition=found.edition,
        after=wanted,
        reason=proposal.reason,
    )


def _propose(
    candidate: Candidate,
    changes: Mapping[str, str],
    *,
    by: Person,
    reason: str,
) -> Proposal:
    return propose(
        KIND,
        edition=candidate.edition,
        by=by,
        reason=reason,
        payload={
            "candidate": candidate.pk,
            "changes": dict(changes),
            "before": {name: getattr(candidate, name) for name in changes},
        },
        subject=subject_of(candidate),
    )


def _refuse(
    candidate: Candidate, changes: Mapping[str, str], stage: Fixity, *, reason: str
) -> None:
    if not changes:
        return
    if stage is Fixity.OVER:
        raise RewordingRefused(
            _(
                "The voting is over: the name that stood there then stands. Only a correction changes it."
            )
        )
    if stage is not Fixity.FREE and not reason.strip():
        raise RewordingRefused(
            _("This is a finalist, so the change is shown to everybody: say why it is made.")
        )
    if changes.get("name"):
        try:
            refuse_alike(candidate, changes["name"])
        except TooAlike as refusal:
            raise RewordingRefused(str(refusal)) from None
