"""Organisers looking after a candidate."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.files.base import ContentFile
from django.db import transaction

from award.log.domain.recording import record
from award.people.models import Person
from nominations.domain.portrait_files import forget_portrait_file
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
    """Change what is said of her; the log keeps what was said before.

    `portrait` is a picture that `award.programme.domain.pictures.clean_picture` has made; it takes the
    place of the earlier one, whose file is deleted.
    """
    found = Candidate.objects.select_for_update().get(pk=candidate.pk)
    known = {name: value for name, value in changes.items() if name in FIELDS}
    before = {name: getattr(found, name) for name in known}
    changed = {name: value for name, value in known.items() if before[name] != value}
    for name, value in changed.items():
        setattr(found, name, value)
    if portrait:
        forget_portrait_file(found)
        found.portrait = portrait  # type: ignore[assignment]
    if not changed and not portrait:
        return found
    found.save()
    record(
        "candidate.edited",
        actor=by,
        object=found,
        edition=found.edition,
        before={name: before[name] for name in changed},
        after=changed | ({"portrait": "new"} if portrait else {}),
    )
    return found


@transaction.atomic
def remove_portrait(candidate: Candidate, *, by: Person) -> Candidate:
    """Take the picture away, here and in the store."""
    found = Candidate.objects.select_for_update().get(pk=candidate.pk)
    if not found.portrait:
        return found
    forget_portrait_file(found)
    found.portrait, found.portrait_alt = "", ""  # type: ignore[assignment]
    found.save()
    record(
        "candidate.edited",
        actor=by,
        object=found,
        edition=found.edition,
        after={"portrait": "removed"},
    )
    return found
