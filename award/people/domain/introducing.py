"""What a person says about herself."""

from __future__ import annotations

from award.log.domain.changing import change
from award.people.models import Person


def introduce(person: Person, *, name: str, language: str) -> bool:
    """Keep what she is called, and the language of mail to her; False when both were so."""
    return change(
        person,
        changes={"name": name.strip(), "language": language},
        action="person.edited",
        by=person,
    )
