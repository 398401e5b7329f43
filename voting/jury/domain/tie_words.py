"""Who of the jury is too close to whom, said to the organisers as soon as somebody is invited."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from award.people.models import Person
from award.programme.models import Edition
from voting.jury.domain.partiality import CANDIDATE, ties_of


def ties_in_words(edition: Edition, people: Iterable[Person]) -> list[str]:
    """A sentence for each, in the order of the people; what would tell of a protected nominee is left out."""
    known = list(people)
    ties = ties_of(edition, known)
    return [
        text
        for person in known
        for text in dict.fromkeys(
            _sentence(person, tie.name, is_her=tie.kind == CANDIDATE)
            for tie in ties[person.pk]
            if not tie.secret
        )
    ]


def _sentence(person: Person, name: str, *, is_her: bool) -> str:
    if is_her:
        text = _("%(juror)s is nominated too, as %(name)s, and never gets that entry to score.")
    else:
        text = _("%(juror)s has nominated %(name)s, and never gets that entry to score.")
    return text % {"juror": person, "name": name}
