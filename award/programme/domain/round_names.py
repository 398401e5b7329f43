"""What a round is called."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from award.programme.domain.languages import words_of
from award.programme.models import Round


def round_name(round: Round) -> str:
    """Its own name, or "Public vote"; an extra vote with its category: "Extra vote: Role model of the year"."""
    if round.name:
        words: dict[str, str] = round.name
        return words.get(get_language() or "") or words["sv"]
    if round.supplements is None:
        return str(round.get_kind_display())
    return _("Extra vote: %(category)s") % {"category": words_of(round.supplements, "name")}
