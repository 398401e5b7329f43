"""The words of a thing that keeps them in columns of its own for each language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language


def words_of(thing: Any, name: str, language: str = "") -> str:
    """`name_en` for an English reader where there is one, else `name_sv`.

    The reader's language is the one in force, unless it is given.
    """
    english = (language or get_language()) == "en"
    return (str(getattr(thing, f"{name}_en")) if english else "") or str(
        getattr(thing, f"{name}_sv")
    )
