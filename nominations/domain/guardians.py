"""Whoever is too young to agree alone takes part only when a guardian agrees as well, where the rules ask for it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from award.programme.models import Edition
from award.rules.domain.books import rules_if_any
from nominations.models import Candidate, Nomination


class GuardianMissing(Exception):
    """A yes is no yes yet; the message says what is missing."""


def guardian_below(edition: Edition) -> int | None:
    """The age in years below which a guardian agrees as well; None where the rules ask for none."""
    rules = rules_if_any(edition)
    return rules.guardian_below if rules else None


def check_guardian(candidate: Candidate, guardian: str | None) -> None:
    """Raises `GuardianMissing` for a first yes of which nobody has said how old she is.

    `guardian` is who agrees for somebody younger, "" for somebody who is old enough, None where nothing is said.
    """
    below = guardian_below(candidate.edition)
    if below and guardian is None and candidate.accepted_at is None:
        raise GuardianMissing(
            _("Say whether the nominee is younger than %d: then a guardian has to agree as well.")
            % below
        )


def may_agree_alone(nomination: Nomination) -> bool:
    """Whether putting herself forward is a yes: not before a guardian's, nor where her age is not known."""
    below = guardian_below(nomination.round.edition)
    return not below or nomination.nominee_age == Nomination.Age.OLD_ENOUGH
