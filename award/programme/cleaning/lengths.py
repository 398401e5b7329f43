"""How long a text may be, in the database too: the number stands in the model, and the form takes it from there."""

from __future__ import annotations

from django.db.models import CheckConstraint, Q, TextField
from django.db.models.functions import Length
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

TextField.register_lookup(Length)


def at_most(table: str, **most: int) -> list[CheckConstraint]:
    """A constraint for each text that has no column of a fixed length: `at_most("wish", text=2000)`.

    Counted are code points, as Python's `len` does.
    """
    return [_constraint(table, field, number) for field, number in most.items()]


def _constraint(table: str, field: str, most: int) -> CheckConstraint:
    return CheckConstraint(
        condition=Q(**{f"{field}__length__lte": most}),
        name=f"{table}_{field}_at_most",
        violation_error_code="max_length",
        violation_error_message=format_lazy(
            _("Make it shorter: at most {most} characters."), most=most
        ),
    )
