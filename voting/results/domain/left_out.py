"""Who was entered in the jury's round and not weighed in it, and why, as it stands now."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from award.programme.cleaning.ordering import words_in_order
from award.programme.models import Edition, Round
from nominations.domain.consenting import needs_yes
from nominations.models import Candidate, Entry
from voting.results.models import RoundResult


@dataclass(frozen=True)
class LeftOut:
    """An entry that the seal does not hold; `why` is a sentence for an organiser."""

    entry: Entry
    why: str


def left_out(edition: Edition) -> list[LeftOut]:
    """Those whom a sealed round of a jury does not name, by category and name; nobody before the seal."""
    sealed = RoundResult.objects.filter(round__edition=edition, round__kind=Round.Kind.JURY)
    weighed = {
        (each.round_id, slug, alias)
        for each in sealed
        for slug, category in each.content["categories"].items()
        for alias in category["entries"]
    }
    entered = (
        Entry.objects.filter(round__in=[each.round_id for each in sealed])
        .select_related("candidate__edition", "category")
        .order_by("category__position", "category_id", words_in_order("candidate__name"), "pk")
    )
    asks = needs_yes(edition)
    return [
        LeftOut(entry, _why(entry.candidate, asks_for_yes=asks))
        for entry in entered
        if (entry.round_id, entry.category.slug, entry.candidate.alias) not in weighed
    ]


def _why(candidate: Candidate, *, asks_for_yes: bool) -> str:
    if candidate.erased_at:
        return _("Has been erased.")
    if candidate.ineligible_at:
        return _("Has been ruled out.")
    if candidate.declined_at:
        return _("Has said no.")
    if candidate.accepted_at:
        return _("Has said yes, but not by the last day.")
    if not candidate.informed_at:
        return _("Has not been told of it.")
    return _("Has not said yes.") if asks_for_yes else _("Was not weighed.")
