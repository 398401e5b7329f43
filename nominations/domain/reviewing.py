"""Deciding on nominations."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from award.log.domain.recording import record
from award.people.models import Person
from award.programme.domain.clock import edition_now
from award.programme.domain.deadlocks import again_after_deadlock
from award.programme.domain.guard import RoundNotOpen, hold_open
from award.programme.models import Edition
from nominations.domain.naming import slug_for
from nominations.domain.shortlisting import enter, first_judged_round
from nominations.domain.thanking import tell_accepted, tell_rejected
from nominations.models import Candidate, Entry, Nomination


class ReviewRefused(Exception):
    """The decision cannot be made; the message says why, in words for an organiser."""


@again_after_deadlock
@transaction.atomic
def accept(
    *,
    nomination: Nomination,
    by: Person,
    candidate: Candidate | None = None,
    name: str = "",
    tell_nominator: bool = False,
) -> Candidate:
    """Make the nominee a candidate, or add the nomination to a candidate there is.

    `name` is how the organiser writes her name: the mail to her greets her by it, and by nothing
    that no organiser has read. Whoever put herself forward, under an address that she has shown to
    be hers, has said yes. Raises `ReviewRefused` when it was decided already, is not confirmed, or
    comes too late for the round that judges.
    """
    edition = _hold_edition(nomination)
    found = _undecided(nomination)
    chosen = _known(candidate, edition) if candidate else _new_candidate(found, edition, name)
    _enter(chosen, found, edition)
    _decide(found, Nomination.Decision.ACCEPTED, by=by, candidate=chosen)
    if found.is_own:
        _has_said_yes(chosen, found)
    if tell_nominator:
        tell_accepted(found)
    record(
        "nomination.accepted",
        actor=by,
        object=found,
        edition=edition,
        before={"decision": ""},
        after={"decision": "accepted", "candidate": chosen.slug, "new": candidate is None},
    )
    return chosen


@again_after_deadlock
@transaction.atomic
def reject(
    *, nomination: Nomination, reason: str, by: Person, tell_nominator: bool = False
) -> Nomination:
    """Say no, and why. The nominator is never told the reason. Raises `ReviewRefused`."""
    if not reason.strip():
        raise ReviewRefused(_("Say why the nomination is rejected."))
    found = _undecided(nomination)
    _decide(found, Nomination.Decision.REJECTED, by=by, reason=reason.strip())
    if tell_nominator:
        tell_rejected(found)
    record(
        "nomination.rejected",
        actor=by,
        object=found,
        edition=found.round.edition,
        before={"decision": ""},
        after={"decision": "rejected"},
        reason=reason.strip(),
    )
    return found


def _hold_edition(nomination: Nomination) -> Edition:
    """One organiser at a time makes candidates, so that two of one name get two slugs."""
    return (
        Edition.objects.select_for_update(of=("self",), no_key=True)
        .select_related("award__organisation")
        .get(rounds__nominations=nomination.pk)
    )


def _undecided(nomination: Nomination) -> Nomination:
    found = (
        Nomination.objects.select_for_update(of=("self",), no_key=True)
        .select_related("round__edition__award__organisation", "category", "decided_by")
        .get(pk=nomination.pk)
    )
    if found.decision:
        raise ReviewRefused(
            _("%(who)s has already decided on this nomination: %(decision)s.")
            % {"who": found.decided_by, "decision": found.get_decision_display().lower()}
        )
    if found.confirmed_at is None:
        raise ReviewRefused(_("The nominator has not confirmed this nomination yet."))
    return found


def _known(candidate: Candidate, edition: Edition) -> Candidate:
    found = (
        Candidate.objects.select_for_update(no_key=True)
        .filter(edition=edition, pk=candidate.pk)
        .first()
    )
    if found is None:
        raise ReviewRefused(_("That candidate is no longer there. Look at the list again."))
    return found


def _new_candidate(nomination: Nomination, edition: Edition, name: str) -> Candidate:
    written, now = name.strip() or nomination.nominee_name, edition_now(edition)
    return Candidate.objects.create(
        edition=edition,
        slug=slug_for(written, edition),
        name=written,
        workplace=nomination.nominee_workplace,
        email=nomination.nominee_email,
        language=nomination.language,
        words_checked_at=now if name.strip() or nomination.is_own else None,
        created_at=now,
    )


def _has_said_yes(candidate: Candidate, nomination: Nomination) -> None:
    """By putting herself forward; a no that she has said as well stays a no."""
    if candidate.declined_at or candidate.email.casefold() != nomination.nominee_email.casefold():
        return
    said = nomination.confirmed_at
    candidate.informed_at = candidate.informed_at or said
    candidate.accepted_at = candidate.accepted_at or said
    candidate.save(update_fields=["informed_at", "accepted_at"])
    record(
        "candidate.accepted",
        actor="candidate",
        object=candidate,
        edition=candidate.edition,
        after={"answer": "yes", "by": "own nomination"},
    )


def _enter(candidate: Candidate, nomination: Nomination, edition: Edition) -> None:
    """Into the round that judges first, unless that is over: nobody is added behind a closed door."""
    round = first_judged_round(edition)
    if round is None:
        return
    category = nomination.category
    if Entry.objects.filter(candidate=candidate, category=category, round=round).exists():
        return
    try:
        hold_open(round.pk)
    except RoundNotOpen as refusal:
        if refusal.when == "late":
            raise ReviewRefused(
                _("The round that judges the candidates is over, so nobody can be added.")
            ) from None
    enter(candidate=candidate, category=category, round=round)


def _decide(
    nomination: Nomination,
    decision: Nomination.Decision,
    *,
    by: Person,
    candidate: Candidate | None = None,
    reason: str = "",
) -> None:
    nomination.decision, nomination.decided_by = decision, by
    nomination.candidate, nomination.reason = candidate, reason
    nomination.decided_at = edition_now(nomination.round.edition)
    nomination.save(update_fields=["decision", "decided_by", "candidate", "reason", "decided_at"])
