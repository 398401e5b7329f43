"""For how long what is kept, in words: as every room has signed it up, and as an edition's rules say."""

from __future__ import annotations

from dataclasses import dataclass

from award.people.domain.personal.keeping import days_of, in_words, kinds, kinds_everywhere
from award.programme.models import Edition


@dataclass(frozen=True)
class Kept:
    what: str
    why: str
    how_long: str


def kept(edition: Edition | None) -> list[Kept]:
    """What an edition sets days for, and then what belongs to none."""
    own = [Kept(str(k.what), str(k.why), in_words(k, days_of(k.slug, edition))) for k in kinds()]
    return own + [Kept(str(k.what), str(k.why), k.kept()) for k in kinds_everywhere()]
