"""How long a text may be, in the database too: the number stands in the model, and the form takes it from there."""

from __future__ import annotations

from django.db.models import CheckConstraint, Q, TextField
from django.db.models.functions import Length

TextField.register_lookup(Length)


def at_most(table: str, **most: int) -> list[CheckConstraint]:
    """A constraint for each text that has no column of a fixed length: `at_most("wish", text=2000)`.

    Counted are code points, as Python's `len` does.
    """
    return [
        CheckConstraint(
            condition=Q(**{f"{field}__length__lte": number}), name=f"{table}_{field}_at_most"
        )
        for field, number in most.items()
    ]
