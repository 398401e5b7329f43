"""Deciding on nominations."""

from __future__ import annotations

from contextlib import suppress

from django.db import transaction
from django.utils.translation import gettext as _

from award.log.domain.recording import record
from award.mail.domain.not_me import Whose, has_been_ended
from award.people.models import Person
from award.programme.domain.clock import edition_now
from award.programme.domain.deadlocks import again_after_deadlock
from award.programme.domain.guard import RoundNotOpen, hold_open
from award.programme.models import Edition
from nominations.domain.asking import NOT_HER, CannotInform, inform
from nominations.domain.exposure import takes_two
from nominations.domain.fixity import Fixity, fixity
from nominations.domain.guardians import may_agree_alone
from nominations.domain.naming import slug_for
from nominations.domain.protecting import take_into_identity
from nominations.domain.self_nomination import her_address, is_own
from nominations.domain.shortlisting import enter, first_judged_round
from nominations.domain.thanking import tell_accepted, tell_rejected
from nominations.models import Candidate, Entry, Nomination
from nominations.models.candidate import ERASE_AFTER


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
    address_is_hers: bool = False,
) -> Candidate:
    """Make the nominee a candidate, or add the nomination to a candidate there is.

    `name` is how the organiser writes her name: the mail to her greets her by it, and by nothing
    that no organiser has read. Whoever put herself forward, under an address that she has shown to
    be hers, has said yes, and is mailed the way to her page. `address_is_hers`: an organiser knows
    that an address which the nominator gave as his own too is the nominee's; she is asked there.
    Raises `ReviewRefused` when it was decided already, is not confirmed, or comes too late for the
    round that judges.
    """
    edition = _hold_edition(nomination)
    found = _undecided(nomination)
    if not found.nominee_name:
        raise ReviewRefused(
            _(
                "Nobody decided within %(days)d days, so what the nomination said has been erased, as "
                "the law wants. All that can be done is to reject it."
            )
            % {"days": ERASE_AFTER.days}
        )
    chosen = _known(candidate, edition) if candidate else _new_candidate(found, edition, name)
    _give_address(chosen, found.nominee_email if address_is_hers else her_address(found))
    _enter(chosen, found, edition)
    _decide(found, Nomination.Decision.ACCEPTED, by=by, candidate=chosen)
    if is_own(found) and may_agree_alone(found):
        _has_said_yes(chosen, found, by=by)
    if tell_nominator:
        tell_accepted(found)
    if chosen.is_protected:
        take_into_identity(chosen, found)
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
        .filter(edition=edition, pk=candidate.pk, erased_at=None)
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
        language=nomination.language,
        words_checked_at=now if name.strip() or is_own(nomination) else None,
        created_at=now,
    )


def _give_address(candidate: Candidate, address: str) -> None:
    """Where we have none, the nomination's; not one whose reader has said that it is not hers, nor for one whom
    voices are on: whoever has it could answer in her place.

    She has been asked nowhere that she can read, so she is asked there.
    """
    known = candidate.address or candidate.erased_at
    if (
        known
        or not address
        or takes_two(candidate)
        or has_been_ended(Whose(NOT_HER, candidate.pk), address)
    ):
        return
    if candidate.is_protected:
        candidate.identity.email = address
        candidate.identity.save(update_fields=["email"])
    else:
        candidate.email = address
    candidate.asked_at = None
    candidate.save(update_fields=["email", "asked_at"])


def _has_said_yes(candidate: Candidate, nomination: Nomination, *, by: Person) -> None:
    """By putting herself forward; a no that she has said as well stays a no, and so does silence once voters choose."""
    if fixity(candidate) >= Fixity.VOTING:
        return
    if candidate.declined_at or candidate.address.casefold() != nomination.nominee_email.casefold():
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
    with suppress(CannotInform):
        inform(candidate, by=by)


def _enter(candidate: Candidate, nomination: Nomination, edition: Edition) -> None:
    """Into the round that judges first, unless that is over: nobody is added behind a closed door.

    Where no jury chooses, the vote's opening makes the shortlist: nobody comes onto a ballot that lies open.
    """
    category = nomination.category
    round = first_judged_round(category)
    if round is None:
        return
    if Entry.objects.filter(candidate=candidate, category=category, round=round).exists():
        return
    try:
        hold_open(round.pk)
    except RoundNotOpen as refusal:
        if refusal.when == "late":
            raise ReviewRefused(
                _("The round that judges the candidates is over, so nobody can be added.")
            ) from None
    else:
        if round.is_vote:
            raise ReviewRefused(
                _(
                    "The vote has opened: whoever stands on the ballot was there when it did, and nobody is added. "
                    "All that can be done is to reject the nomination."
                )
            )
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
