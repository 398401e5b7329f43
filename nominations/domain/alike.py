"""Refusing two candidates of one category whom nobody could tell apart."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from award.programme.models import Edition
from nominations.domain.holding import categories_of
from nominations.domain.likeness import Reason, compare
from nominations.models import Candidate

# Read or heard, these are one name; a nickname or a misspelling is still another person's.
ONE_NAME = {Reason.SAME, Reason.WRITTEN_OTHERWISE, Reason.SOUNDS_THE_SAME}


class TooAlike(Exception):
    """Somebody in her category is called so already; the message says what to do."""


def refuse_alike(candidate: Candidate, name: str) -> None:
    """Raises `TooAlike`. The caller holds the edition, so that no two become alike at once."""
    categories = categories_of(candidate)
    others = (
        Candidate.objects.filter(edition=candidate.edition_id)
        .filter(Q(entries__category__in=categories) | Q(nominations__category__in=categories))
        .taking_part()
        .exclude(pk=candidate.pk)
        .distinct()
    )
    if any(compare(name, other.name).reason in ONE_NAME for other in others):
        raise TooAlike(
            _(
                "Somebody else in the category is called %s. Add a middle name or an initial, so that "
                "nobody takes the one for the other."
            )
            % name
        )


def alike_in(edition: Edition) -> Iterator[tuple[Candidate, Candidate]]:
    """Pairs of one category that are called alike: they came so, and an organiser tells them apart."""
    for category in edition.categories.all():
        here = list(
            Candidate.objects.filter(edition=edition)
            .filter(Q(entries__category=category) | Q(nominations__category=category))
            .taking_part()
            .distinct()
            .order_by("id")
        )
        for number, one in enumerate(here):
            for other in here[number + 1 :]:
                if compare(one.name, other.name).reason in ONE_NAME:
                    yield one, other
