"""When an extra vote is to be and who stands: judged when it is proposed, and again when it is approved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.people.domain.acts import ActLapsed, ActRefused
from award.programme.domain.clock import edition_now
from award.programme.domain.moments import in_zone
from award.programme.domain.round_names import round_name
from award.programme.models import Edition, Round
from award.rules.domain.document import moment, utc_text
from award.rules.domain.limits import LATE_TYPING
from nominations.models import Candidate, Entry
from voting.results.domain.withdrawals import withdrawn
from voting.results.models import EditionResult

LEAST_OPEN = timedelta(hours=1)
LATEST = timedelta(days=60)  # from now to its closing: what is decided on is not moved
LEAST_STANDING = 2


@dataclass(frozen=True)
class Plan:
    """`opens_at` is None where it opens as soon as it is decided on; `stands`: aliases."""

    opens_at: datetime | None
    closes_at: datetime
    stands: tuple[str, ...]

    def to_payload(self) -> dict[str, Any]:
        """What a proposal holds of it, beside the aliases."""
        opens_at = self.opens_at and utc_text(self.opens_at)
        return {"opens_at": opens_at, "closes_at": utc_text(self.closes_at)}


def plan_of(payload: Mapping[str, Any]) -> Plan:
    """The inverse. Raises `ActLapsed` where no closing was said."""
    if not payload.get("closes_at"):
        raise ActLapsed(_("Say when the extra vote closes."))
    opens_at = payload.get("opens_at")
    return Plan(
        moment(opens_at) if opens_at else None,
        moment(payload["closes_at"]),
        tuple(payload["aliases"]),
    )


def plan_in_words(plan: Plan, edition: Edition) -> str:
    """From when to when."""
    told = {"closes": in_zone(plan.closes_at, edition)}
    if plan.opens_at is None:
        return _("It opens as soon as it is decided on, and closes on %(closes)s.") % told
    told["opens"] = in_zone(plan.opens_at, edition)
    return _("It opens on %(opens)s, and closes on %(closes)s.") % told


def standing(result: EditionResult, slug: str) -> list[str]:
    """Aliases of the category's finalists who still take part: those who can stand."""
    edition = result.edition
    voted_on = Entry.objects.filter(
        round__edition=edition, round__kind=Round.Kind.VOTE, category__slug=slug
    ).public()
    here = Candidate.objects.filter(entries__in=voted_on).values_list("alias", flat=True)
    finalists = set(result.content["categories"][slug]["scores"])
    return sorted((finalists & set(here)) - withdrawn(edition))


def coming_extra_votes(edition: Edition) -> list[Round]:
    """Those that are to come, open, or not sealed yet."""
    unsealed = Round.objects.filter(edition=edition, seal=None).extra_votes()
    return list(unsealed.select_related("edition__award").in_order())


def check_plan(plan: Plan, result: EditionResult, slug: str) -> None:
    """Raises `ActRefused`; `ActLapsed` for what no waiting mends."""
    _check_who(plan, result, slug)
    _check_when(plan, result.edition)
    for other in coming_extra_votes(result.edition):
        _check_beside(plan, other)


def _check_who(plan: Plan, result: EditionResult, slug: str) -> None:
    if len(set(plan.stands)) < LEAST_STANDING:
        said = ngettext(
            "Choose at least %d finalist who stands in the extra vote.",
            "Choose at least %d finalists who stand in the extra vote.",
            LEAST_STANDING,
        )
        raise ActRefused(said % LEAST_STANDING)
    if not set(plan.stands) <= set(standing(result, slug)):
        raise ActLapsed(_("Somebody who was to stand no longer takes part: propose anew."))


def _check_when(plan: Plan, edition: Edition) -> None:
    now = edition_now(edition)
    opens_at = plan.opens_at or now
    if opens_at < now - LATE_TYPING:
        raise ActLapsed(_("The moment of opening has passed. Choose a later one, or open now."))
    if plan.closes_at < opens_at + LEAST_OPEN:
        hours = LEAST_OPEN // timedelta(hours=1)
        said = ngettext(
            "An extra vote is open for at least %d hour: choose a later closing.",
            "An extra vote is open for at least %d hours: choose a later closing.",
            hours,
        )
        raise ActLapsed(said % hours)
    refuse_too_late(plan.closes_at, now)


def refuse_too_late(closes_at: datetime, now: datetime) -> None:
    """Raises `ActRefused` for a closing so far off that it must be a slip of the hand."""
    if closes_at > now + LATEST:
        raise ActRefused(
            _("It closes within %d days from now: what is decided on cannot be shortened.")
            % LATEST.days
        )


def _check_beside(plan: Plan, other: Round) -> None:
    """One at a time: whoever comes to vote finds one paper."""
    opens_at = plan.opens_at or edition_now(other.edition)
    if opens_at < other.closes_at and plan.closes_at > other.opens_at:
        told = {
            "what": round_name(other),
            "opens": in_zone(other.opens_at, other.edition),
            "closes": in_zone(other.closes_at, other.edition),
        }
        raise ActRefused(
            _(
                "Another one goes on then: %(what)s, from %(opens)s to %(closes)s. Choose a time when it is over."
            )
            % told
        )
