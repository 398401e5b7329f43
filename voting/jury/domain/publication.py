"""What will be published of a juror's points, said to her before she gives them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from award.programme.models import Edition
from award.rules.domain.books import rules_in_force
from award.rules.domain.document import Publication
from voting.jury.models import Juror


def sheets_in_words(edition: Edition) -> list[str]:
    """As the rules in force say, and the jury is now: of a small one only the figures come out."""
    few = rules_in_force(edition).publication
    return [
        _points(edition, few),
        _(
            "Your comments are never published. The jury and the organisers read them, with your name, when the "
            "jury's round is over. Whoever they are about may ask to read them, without your name."
        ),
    ]


def _points(edition: Edition, few: Publication | None) -> str:
    if few is None or few.small_panel == "sheets":
        return _(
            "Your points are published with the result, without your name: under an alias drawn at "
            "random, which nobody can lead back to you."
        )
    sitting = Juror.objects.filter(edition=edition).sitting().count()
    said = {"least": few.least_jurors, "has": sitting, "auditor": few.auditor}
    if sitting < few.least_jurors:
        return (
            _(
                "Of a jury of fewer than %(least)d only the figures are published, and you are "
                "%(has)d. Your points lie sealed for %(auditor)s, under a published fingerprint."
            )
            % said
        )
    return (
        _(
            "Your points are published with the result, without your name: under an alias drawn at "
            "random, which nobody can lead back to you. If fewer than %(least)d jurors give points, "
            "only the figures are published."
        )
        % said
    )
