"""Who may do what in the jury."""

from __future__ import annotations

from award.permissions import Visitor
from nominations.models import Entry
from voting.jury.models import Assignment


def may_score(person: Visitor, entry: Entry) -> bool:
    """A sitting juror who is assigned to the entry and has not stepped back from it."""
    if not person.is_authenticated:
        return False
    return Assignment.objects.to_score().filter(juror__person=person.pk, entry=entry).exists()
