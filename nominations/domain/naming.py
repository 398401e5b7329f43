"""Making a candidate's name into the slug that ballots use."""

from __future__ import annotations

import itertools
import re

from award.people.domain.names.likeness import fold
from award.programme.models import Edition
from nominations.models import Candidate


def slug_for(name: str, edition: Edition) -> str:
    """`[a-z0-9-]+`, unique in the edition: "Åsa Öberg" → "asa-oberg", the next one "asa-oberg-2"."""
    base = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:60].strip("-") or "kandidat"
    taken = set(
        Candidate.objects.filter(edition=edition, slug__startswith=base).values_list(
            "slug", flat=True
        )
    )
    numbered = (f"{base}-{n}" for n in itertools.count(2))
    return base if base not in taken else next(s for s in numbered if s not in taken)
