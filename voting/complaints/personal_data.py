"""What the room of complaints signs up to: where it holds people, what goes by itself, and when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from award.people.domain.personal.keeping import Kind, Since, keep
from award.people.domain.personal.sources import holds_people
from nominations.domain.erasing import on_erasing
from voting.complaints.domain.personal import (
    COMPLAINTS,
    Complaints,
    forget_mentions_of,
    forget_old_complaints,
)

A_YEAR, LONGEST = 365, 730


def sign_up() -> None:
    holds_people(Complaints())
    on_erasing(forget_mentions_of)
    keep(
        Kind(
            COMPLAINTS, _("A complaint that has been answered: who wrote it, and what was said"),
            _("So that it can be shown how a complaint was dealt with."),
            days=A_YEAR, most=LONGEST, since=Since.RESULT, forget=forget_old_complaints,
        )
    )  # fmt: skip
