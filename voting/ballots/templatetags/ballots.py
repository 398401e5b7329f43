"""Words on the pages of the vote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.translation import gettext as _

from nominations.models import Entry
from voting.ballots.domain.choosing import Marking, budget
from voting.ballots.domain.reading import in_words
from voting.ballots.forms.ballot import BallotForm
from voting.ballots.views.remembered import voted_for
from voting.count.notation import named

register = template.Library()


@register.filter
def chosen(choice: str, names: Mapping[str, str]) -> str:
    """A ballot in words, with the candidates' names."""
    return in_words(choice, names)


@register.simple_tag
def named_on(choice: str, entries: Sequence[Entry]) -> list[Entry]:
    """Those of the entries that a ballot names."""
    slugs = named(choice)
    return [entry for entry in entries if entry.candidate.slug in slugs]


@register.simple_tag(takes_context=True)
def voted_here_for(context: Mapping[str, Any], entries: Sequence[Entry]) -> list[Entry]:
    """Those of the entries that were voted for in this browser."""
    return voted_for(context["request"], entries)


@register.simple_tag
def how_to_mark(form: BallotForm) -> str:
    """One sentence on how the paper is filled in."""
    if form.method == "points":
        there_are = budget(form.limit)
        return _("You have %d points. Give them to one person or spread them.") % there_are
    if form.marking is Marking.SEVERAL and form.limit:
        return _("Choose at most %d.") % form.limit
    return {
        Marking.ONE: _("Choose one person."),
        Marking.SEVERAL: _("Choose as many as you like."),
        Marking.NUMBERS: _("Give each person from 0 to %d. An empty box is 0.") % form.top,
        Marking.ORDER: _(
            "Give 1 to your first choice, 2 to your second, and so on. The same number twice means "
            "that you like both as much. You need not rank everybody."
        ),
    }[form.marking]
