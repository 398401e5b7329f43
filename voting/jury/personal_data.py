"""What the jury's room signs up to: where it holds people, what goes by itself, and when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from award.people.domain.personal.keeping import Kind, Since, keep
from award.people.domain.personal.sources import holds_people
from nominations.domain.erasing import on_erasing
from voting.jury.domain.personal import (
    COMMENTS,
    Judged,
    Jurors,
    forget_comments_on,
    forget_old_comments,
)

A_YEAR, LONGEST = 365, 730


def sign_up() -> None:
    holds_people(Jurors())
    holds_people(Judged())
    on_erasing(forget_comments_on)
    keep(
        Kind(
            COMMENTS, _("What jurors wrote: comments, and why somebody stepped back"),
            _("So that the organisers can answer questions about how it was judged."),
            days=A_YEAR, most=LONGEST, since=Since.RESULT, forget=forget_old_comments,
        )
    )  # fmt: skip
