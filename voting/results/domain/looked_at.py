"""What a proposal about a category was made on, and what that has become since."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from award.people.domain.acts import ActLapsed
from award.people.models import Proposal
from voting.results.models import EditionResult

OF_A_CATEGORY = ("categories", "decision", "struck")


def looked_at(proposal: Proposal) -> EditionResult:
    """The version that whoever proposed it had before her."""
    return EditionResult.objects.select_related("edition__award").get(pk=proposal.payload["result"])


def built_on(proposal: Proposal) -> EditionResult:
    """The newest version, which it would be the next after.

    Raises `ActLapsed` when the category is another than it was: what became of other categories does not matter.
    """
    before, slug = looked_at(proposal), proposal.payload["category"]
    found = EditionResult.objects.of(before.edition).select_related("edition__award")
    newest: EditionResult = found[0]
    if _about(newest, slug) != _about(before, slug):
        raise ActLapsed(
            _("The result of the category has changed since: look at it, and propose anew.")
        )
    return newest


def _about(result: EditionResult, slug: str) -> list[Any]:
    """What a version says of one category: its count, what people decided, who was struck."""
    return [result.content[part].get(slug) or None for part in OF_A_CATEGORY]
