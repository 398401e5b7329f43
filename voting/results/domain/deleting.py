"""What results hold of an edition that is to be deleted."""

from __future__ import annotations

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from award.desk.domain.refusal import ProgrammeRefused
from award.programme.models import Edition, Seal
from voting.results.models import EditionResult


def kept_by_results(edition: Edition) -> str:
    """A result stands, also one without a winner."""
    if EditionResult.objects.of(edition).exists():
        return _("Its result is sealed: the edition stays.")
    return ""


def let_empty_rounds_go(edition: Edition) -> None:
    """The seals of rounds that nobody was nominated in. Raises `ProgrammeRefused` when somebody was."""
    if not Seal.objects.filter(round__edition=edition).exists():
        return
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT forebild_erase_empty_rounds(%s)", [edition.pk])
    except IntegrityError as error:
        raise ProgrammeRefused(
            _("A round of it is sealed with what somebody sent in: the edition stays.")
        ) from error
