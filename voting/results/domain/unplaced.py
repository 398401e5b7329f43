"""What a nominee is told whom the jury did not place, because too few had scored her."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from django.utils.translation import get_language, ngettext

from award.programme.domain.calendar import calendar
from award.programme.models import Round
from award.rules.domain.books import rules_in_force
from award.rules.domain.document import JuryRules
from nominations.models import Candidate
from voting.results.models import RoundResult


def below_quorum(candidate: Candidate) -> Iterator[str]:
    """From the sealed round, once it is public who went on."""
    moments = calendar(candidate.edition)
    if not (moments.has_opened(Round.Kind.VOTE) or moments.is_announced):
        return
    rules = rules_in_force(candidate.edition)
    sealed = RoundResult.objects.filter(
        round__edition=candidate.edition, round__kind=Round.Kind.JURY
    ).select_related("round")
    for each, category in product(sealed.order_by("round__place"), rules.categories):
        jury = rules.round(each.round.slug)
        if isinstance(jury, JuryRules) and candidate.alias in _unplaced(
            each.content, category.slug
        ):
            yield _words(category.name.in_language(get_language() or "sv"), jury.quorum)


def _unplaced(content: dict[str, Any], slug: str) -> list[str]:
    found: list[str] = content["categories"].get(slug, {}).get("below_quorum", [])
    return found


def _words(category: str, quorum: int) -> str:
    said = ngettext(
        "In %(category)s fewer than %(quorum)d juror scored you, below the quorum of the rules, so "
        "the jury did not place you. It says nothing about you.",
        "In %(category)s fewer than %(quorum)d jurors scored you, below the quorum of the rules, so "
        "the jury did not place you. It says nothing about you.",
        quorum,
    )
    return said % {"category": category, "quorum": quorum}
