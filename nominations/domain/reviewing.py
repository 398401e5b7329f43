"""Deciding on nominations."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from award.domain.clock import database_now
from award.domain.recording import record
from award.models import Person
from nominations.domain.naming import slug_for
from nominations.domain.shortlisting import enter, first_judged_round
from nominations.models import Candidate, Nomination


class ReviewRefused(Exception):
    """The decision cannot be made; the message says why, in words for an organiser."""


@transaction.atomic
def accept(*, nomination: Nomination, by: Person, candidate: Candidate | None = None) -> Candidate:
    """Make the nominee a candidate, or add the nomination to a candidate there is.

    Raises `ReviewRefused` when it was decided already, or is not confirmed.
    """
    found = _undecided(nomination)
    chosen = candidate or _new_candidate(found)
    _decide(found, "accepted", by=by, candidate=chosen)
    round = first_judged_round(chosen.edition)
    if round:
        enter(candidate=chosen, category=found.category, round=round)
    record(
        "nomination.accepted",
        actor=by,
        object=found,
        edition=chosen.edition,
        after={"candidate": chosen.slug},
    )
    return chosen


@transaction.atomic
def reject(*, nomination: Nomination, reason: str, by: Person) -> Nomination:
    """Say no, and why. Raises `ReviewRefused`."""
    if not reason.strip():
        raise ReviewRefused(_("Say why the nomination is rejected."))
    found = _undecided(nomination)
    _decide(found, "rejected", by=by, reason=reason.strip())
    record(
        "nomination.rejected",
        actor=by,
        object=found,
        edition=found.round.edition,
        reason=reason.strip(),
    )
    return found


def _undecided(nomination: Nomination) -> Nomination:
    found = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("round__edition__award", "category")
        .get(pk=nomination.pk)
    )
    if found.decision:
        raise ReviewRefused(_("Somebody has already decided on this nomination."))
    if found.confirmed_at is None:
        raise ReviewRefused(_("The nominator has not confirmed this nomination yet."))
    return found


def _decide(
    nomination: Nomination,
    decision: str,
    *,
    by: Person,
    candidate: Candidate | None = None,
    reason: str = "",
) -> None:
    nomination.decision, nomination.decided_by = decision, by
    nomination.candidate, nomination.reason = candidate, reason
    nomination.decided_at = database_now()
    nomination.save()


def _new_candidate(nomination: Nomination) -> Candidate:
    edition = nomination.round.edition
    return Candidate.objects.create(
        edition=edition,
        slug=slug_for(nomination.nominee_name, edition),
        name=nomination.nominee_name,
        workplace=nomination.nominee_workplace,
        email=nomination.nominee_email,
        language=nomination.language,
    )
