"""Making a candidate's name into the slug that ballots use."""

from __future__ import annotations

import re
import unicodedata

from award.models import Edition
from nominations.models import Candidate

_SPECIAL = str.maketrans({"å": "a", "ä": "a", "ö": "o", "ø": "o", "æ": "ae", "ß": "ss", "đ": "d"})


def fold(name: str) -> str:
    """Lower case, without accents: "Åsa Öberg" → "asa oberg"."""
    lowered = name.casefold().translate(_SPECIAL)
    plain = unicodedata.normalize("NFKD", lowered)
    return "".join(c for c in plain if not unicodedata.combining(c))


def slug_for(name: str, edition: Edition) -> str:
    """`[a-z0-9-]+`, unique in the edition."""
    base = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:60] or "kandidat"
    taken = set(
        Candidate.objects.filter(edition=edition, slug__startswith=base).values_list(
            "slug", flat=True
        )
    )
    numbered = (f"{base}-{n}" for n in range(2, len(taken) + 3))
    return base if base not in taken else next(s for s in numbered if s not in taken)
