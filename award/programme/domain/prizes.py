"""What a public page says of what can be won."""

from __future__ import annotations

from award.programme.domain.languages import words_of
from award.programme.models import Category, Edition


def prizes_of(edition: Edition) -> list[Category]:
    """Every category in its order; nothing where there is one alone that nobody has described."""
    found = list(edition.categories.all())
    told = any(words_of(category, "description") for category in found)
    return found if told or len(found) > 1 else []
