"""Taking an edition away of which nothing has come: a draft without trace, any other with an entry in the log.

Higher rooms say what keeps it (`keeps_edition`), and let go of what is theirs (`on_edition_deleted`).
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from award.desk.domain.refusal import ProgrammeRefused
from award.log.domain.recording import record
from award.mail.models import SentCodes
from award.people.models import Person
from award.programme.models import Edition
from award.rules.domain.freezing import is_frozen

Question = Callable[[Edition], str]
Step = Callable[[Edition], object]
_questions: list[Question] = []
_steps: list[Step] = []


def keeps_edition(question: Question) -> Question:
    """Have a room asked why an edition cannot be deleted: words for an organiser, or nothing."""
    _questions.append(question)
    return question


def on_edition_deleted(step: Step) -> Step:
    """Have a room delete its own rows of an edition that is being deleted."""
    _steps.append(step)
    return step


def why_it_stays(edition: Edition) -> str:
    """Why the edition cannot be deleted; nothing when it can."""
    return next(filter(None, (question(edition) for question in _questions)), "")


def is_draft(edition: Edition) -> bool:
    """Whether nobody but its organisers has seen it, and its rules are not frozen."""
    return not edition.is_public and not is_frozen(edition)


@transaction.atomic
def delete_edition(edition: Edition, *, by: Person, reason: str = "") -> None:
    """For ever. What is no draft needs a reason. Raises `ProgrammeRefused`."""
    edition = (
        Edition.objects.select_for_update(no_key=True)
        .select_related("award__organisation")
        .get(pk=edition.pk)
    )
    stays, draft = why_it_stays(edition), is_draft(edition)
    if stays:
        raise ProgrammeRefused(stays)
    if not draft and not reason.strip():
        raise ProgrammeRefused(_("Say why: the log of the organisation keeps it."))
    for step in _steps:
        step(edition)
    SentCodes.objects.filter(edition=edition).delete()
    _erase(edition, without_trace=draft)
    if not draft:
        record(
            "edition.deleted",
            actor=by,
            object=f"edition:{edition.pk}",
            organisation=edition.award.organisation,
            before={"award": edition.award.slug, "year": edition.year},
            reason=reason.strip(),
        )


def _erase(edition: Edition, *, without_trace: bool) -> None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT forebild_erase_edition(%s, %s)", [edition.pk, without_trace])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError as error:
        raise ProgrammeRefused(
            _("Something hangs on the edition that cannot be taken away: it stays.")
        ) from error
