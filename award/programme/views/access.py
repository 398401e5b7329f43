"""Finding the edition of a request."""

from __future__ import annotations

from django.http import Http404

from award.programme.domain.remembered import public_edition_now
from award.programme.models import Edition


def public_edition(award: str, year: int) -> Edition:
    """An edition that is public, or a rehearsal by its address. Raises `Http404`."""
    found = public_edition_now(award, year)
    if found is None:
        raise Http404
    return found


def any_edition(award: str, year: int) -> Edition:
    """An edition, public or not. Raises `Http404`."""
    found = Edition.objects.with_calendar().filter(award__slug=award, year=year).first()
    if found is None:
        raise Http404
    return found
