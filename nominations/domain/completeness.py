"""What is missing of a candidate before the public sees her: a picture, and something to read."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext as _

from nominations.models import Candidate


class Lack(StrEnum):
    """`TEXT`: neither the organisers' words in any language nor her own."""

    PICTURE = "picture"
    TEXT = "text"


def lacks(candidate: Candidate) -> tuple[Lack, ...]:
    """In that order; a protected one has no picture, and misses none."""
    found = []
    if not candidate.portrait and not candidate.is_protected:
        found.append(Lack.PICTURE)
    if not (candidate.motivation_sv or candidate.motivation_en or candidate.presentation):
        found.append(Lack.TEXT)
    return tuple(found)


def lack_in_words(lack: Lack) -> str:
    return {Lack.PICTURE: _("No picture"), Lack.TEXT: _("No text")}[lack]
