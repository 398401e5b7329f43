"""An extra vote that is open becomes longer: the one thing of it that two people can still change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.log.domain.recording import record
from award.people.domain.two_persons import ActLapsed, ActRefused, two_person_act
from award.people.models import Proposal
from award.programme.domain.clock import edition_now
from award.programme.domain.moments import in_zone
from award.programme.domain.round_names import round_name
from award.programme.models import Round, Seal
from award.rules.domain.books import locked, rules_in_force
from award.rules.domain.document import moment, utc_text
from award.rules.domain.round_states import seal_due_at
from voting.results.domain.extra_planning import coming_extra_votes, refuse_too_late

LONGER = "result.longer_extra_vote"


def longer_payload(round: Round, until: datetime) -> dict[str, object]:
    """What the proposal holds."""
    return {"round": round.pk, "until": utc_text(until)}


def longer_subject(round: Round) -> str:
    """About one vote one proposal waits at a time."""
    return f"extra_vote:{round.pk}"


def can_become_longer(round: Round) -> bool:
    """While it is to come or open, and as long as its seal waits because the platform was out."""
    if Seal.objects.filter(round=round).exists():
        return False
    return edition_now(round.edition) < seal_due_at(round, rules_in_force(round.edition))


def describe(proposal: Proposal) -> Sequence[str]:
    round, until = _asked(proposal)
    told = {
        "what": round_name(round),
        "after": in_zone(until, round.edition),
        "before": in_zone(round.closes_at, round.edition),
    }
    return [_("%(what)s: open until %(after)s, instead of %(before)s.") % told]


def check(proposal: Proposal) -> None:
    """Raises `ActLapsed` when it is too late, `ActRefused` for a moment that does not fit."""
    round, until = _asked(proposal)
    if not can_become_longer(round):
        raise ActLapsed(_("The extra vote is over and is sealed: nothing of it changes any more."))
    now = edition_now(round.edition)
    if until <= max(round.closes_at, now):
        raise ActLapsed(_("The vote closes then already: choose a later moment."))
    refuse_too_late(until, now)
    others = (r for r in coming_extra_votes(round.edition) if r.opens_at >= round.closes_at)
    for other in others:
        if until > other.opens_at:
            told = {"what": round_name(other), "when": in_zone(other.opens_at, other.edition)}
            raise ActRefused(_("It would run into the next: %(what)s, from %(when)s.") % told)


def carry_out(proposal: Proposal) -> None:
    """Under the locks that whoever votes, and whoever seals, wait for."""
    round, until = _asked(proposal)
    locked(round.edition)
    check(proposal)
    before = round.closes_at
    Round.objects.filter(pk=round.pk).update(closes_at=until)
    record(
        "extra_vote.longer",
        actor=proposal.decided_by or "witness",
        object=round,
        edition=round.edition,
        before={"closes_at": before.isoformat()},
        after={"closes_at": until.isoformat()},
        reason=proposal.reason,
    )


def register() -> None:
    """Called when the app is ready."""
    sign = two_person_act(
        LONGER,
        title=gettext_lazy("An extra vote made longer"),
        describe=describe,
        check=check,
        always_witness=True,
    )
    sign(carry_out)


def _asked(proposal: Proposal) -> tuple[Round, datetime]:
    rounds = Round.objects.extra_votes().select_related("edition__award", "supplements")
    round = rounds.get(pk=proposal.payload["round"], edition=proposal.edition)
    return round, moment(proposal.payload["until"])
