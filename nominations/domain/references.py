"""Naming a nominee in a proposal: by reference, so that what is kept for ever names nobody."""

from __future__ import annotations

from django.utils.translation import gettext as _

from award.people.models import Proposal
from nominations.models import Candidate


def subject_of(candidate: Candidate) -> str:
    """What a proposal about her is about."""
    return f"candidate:{candidate.pk}"


def candidate_of(proposal: Proposal) -> Candidate:
    """Her row as it is now, with its edition."""
    key = proposal.subject.removeprefix("candidate:")
    found: Candidate = Candidate.objects.select_related("edition__award__organisation").get(pk=key)
    return found


def called_inside(proposal: Proposal) -> str:
    """What organisers and a witness read, made anew each time."""
    return str(candidate_of(proposal))


def called_publicly(proposal: Proposal) -> str:
    """What is stored, mailed and logged."""
    return _("Somebody nominated")
