"""A complaint, and an edition whose result is announced."""

from __future__ import annotations

from award.programme.domain.clock import edition_now
from tests.factories import make_edition
from voting.complaints.domain.complaining import Wording
from voting.results.models import Announcement, EditionResult


def wording(**fields) -> Wording:
    return Wording(
        **{
            "about": "result",
            "name": "Klara Klagar",
            "email": "klaga@example.org",
            "text": "Juryns poäng i tabellen är inte de som räknades.",
        }
        | fields
    )


def announced_edition(*, days: int):
    """Its result says nothing: what is asked here is only when it was announced."""
    edition = make_edition("announced", is_made_up=True)
    edition.award.organisation.complaint_days = days
    edition.award.organisation.save()
    result = EditionResult.objects.create(
        edition=edition, version=1, content={}, sha256="0" * 64, sealed_at=edition_now(edition)
    )
    Announcement.objects.create(result=result, at=edition_now(edition))
    return edition
