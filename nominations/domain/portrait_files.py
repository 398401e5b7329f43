"""The file behind a candidate's portrait."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from nominations.models import Candidate


def forget_portrait_file(candidate: Candidate) -> None:
    """Delete the file once the change is committed: a change that is undone keeps its picture."""
    storage, name = candidate.portrait.storage, candidate.portrait.name
    if name:
        transaction.on_commit(partial(storage.delete, name), robust=True)
