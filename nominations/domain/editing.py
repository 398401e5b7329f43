"""Organisers looking after a candidate."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.files.base import ContentFile
from django.db import transaction

from award.domain.recording import record
from award.models import Person
from nominations.models import Candidate

FIELDS = ("name", "title", "workplace", "email", "motivation_sv", "motivation_en", "portrait_alt")


@transaction.atomic
def edit_candidate(
    candidate: Candidate,
    *,
    changes: Mapping[str, str],
    by: Person,
    portrait: ContentFile[bytes] | None = None,
) -> Candidate:
    """Change what is said of her; the log keeps what was said before."""
    found = Candidate.objects.select_for_update().get(pk=candidate.pk)
    known = {name: value for name, value in changes.items() if name in FIELDS}
    before = {name: getattr(found, name) for name in known}
    for name, value in known.items():
        setattr(found, name, value)
    if portrait:
        found.portrait = portrait  # type: ignore[assignment]
    found.save()
    changed = {name: value for name, value in known.items() if before[name] != value}
    record(
        "candidate.edited",
        actor=by,
        object=found,
        edition=found.edition,
        before={name: before[name] for name in changed},
        after=changed | ({"portrait": "new"} if portrait else {}),
    )
    return found
