"""Finalists who stood on the ballot paper and have left it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.db.models import F, Q

from award.programme.cleaning.ordering import words_in_order
from award.programme.models import Round
from nominations.models import Entry
from voting.count.notation import named


def off_paper(round: Round) -> list[Entry]:
    """The entries that cannot be voted for (any more), by name."""
    entered = Entry.objects.filter(round=round)
    gone = entered.exclude(pk__in=entered.public().values("pk"))
    return list(
        gone.select_related("candidate", "category").order_by(
            words_in_order("candidate__name"), "id"
        )
    )


def left_in_vote(round: Round) -> list[Entry]:
    """Those of them whom voters saw: they left, or were ruled out, after the vote had opened."""
    opened = F("round__opens_at")
    seen = Q(candidate__public_until__gte=opened) | Q(candidate__ineligible_at__gte=opened)
    known = set(Entry.objects.filter(seen, round=round).values_list("pk", flat=True))
    return [entry for entry in off_paper(round) if entry.pk in known]


def leavers_named(choices: Mapping[str, str], entries: Iterable[Entry]) -> list[Entry]:
    """Those of the entries that the choices, by category slug, name in their category."""
    return [e for e in entries if e.candidate.slug in named(choices.get(e.category.slug, ""))]


def ballots_naming(ballots: Iterable[tuple[str, int]], gone: Collection[str]) -> int:
    """How many of the ballots, each with how many cast it, name somebody of those who have left.

    For ballots in any notation of the counting core, by slugs or by aliases.
    """
    left = frozenset(gone)
    return sum(number for choice, number in ballots if left & named(choice))
