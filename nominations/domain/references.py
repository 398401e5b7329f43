"""Naming a nominee in a proposal: by reference, so that what is kept for ever names nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from award.people.domain.acts import ActLapsed, Describe
from award.people.models import Proposal
from nominations.models import Candidate
from nominations.models.candidate import CandidateQuerySet


def subject_of(candidate: Candidate) -> str:
    """What a proposal about her is about."""
    return f"candidate:{candidate.pk}"


def candidate_of(proposal: Proposal) -> Candidate:
    """Her row as it is now, with its edition. Raises `ActLapsed` when she has become another's."""
    found: Candidate | None = _rows(proposal).select_related("edition__award__organisation").first()
    if found is None:
        raise ActLapsed(_("The nominee does not take part any more."))
    return found


def shown_candidate(proposal: Proposal) -> Candidate | None:
    """Her, for as long as everybody may see her."""
    return _rows(proposal).public().first()


def called_inside(proposal: Proposal) -> str:
    """What organisers and a witness read, made anew each time."""
    return str(_rows(proposal).first() or called_by_nobody())


def called_publicly(proposal: Proposal) -> str:
    """What everybody reads, made anew each time: her name for as long as she may be shown."""
    return str(shown_candidate(proposal) or called_by_nobody())


def called_by_nobody() -> str:
    """What is stored, mailed and logged, and so says for ever."""
    return _("Somebody nominated")


def _rows(proposal: Proposal) -> CandidateQuerySet:
    return Candidate.objects.filter(pk=proposal.subject.removeprefix("candidate:"))


@dataclass(frozen=True)
class Told:
    """How an act is told of: stored, to everybody today, and to whoever decides."""

    describe: Describe
    shown: Describe
    inside: Describe


def told_of(sentences: Callable[[Proposal, str], Sequence[str]]) -> Told:
    """From a function that is given the proposal, and what she is called in it."""
    return Told(
        describe=lambda proposal: sentences(proposal, called_by_nobody()),
        shown=lambda proposal: sentences(proposal, called_publicly(proposal)),
        inside=lambda proposal: sentences(proposal, called_inside(proposal)),
    )
