"""The file behind a candidate's portrait."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from nominations.models import Candidate


def forget_stray_portraits() -> int:
    """Delete the files that no candidate has; for when nobody is at work, as after a restore."""
    field = Candidate._meta.get_field("portrait")
    folder, storage = str(field.upload_to).rstrip("/"), field.storage
    if not storage.exists(folder):
        return 0
    known = set(Candidate.objects.values_list("portrait", flat=True))
    stray = {f"{folder}/{name}" for name in storage.listdir(folder)[1]} - known
    for name in stray:
        storage.delete(name)
    return len(stray)


def forget_portrait_file(candidate: Candidate) -> None:
    """Delete the file once the change is committed: a change that is undone keeps its picture."""
    storage, name = candidate.portrait.storage, candidate.portrait.name
    if name:
        transaction.on_commit(partial(storage.delete, name), robust=True)
