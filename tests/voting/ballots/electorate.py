"""An edition in its vote, and voters who crowd."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar
from uuid import uuid4

from django.db import connection

from award.programme.models import Category, Round
from tests.factories import get_round, make_candidate, make_edition, make_entry
from voting.ballots.domain.casting import Receipt, cast

T = TypeVar("T")
NAMES = ("anna", "berit", "cecilia")
CATEGORY = "kategori-1"


def make_vote(
    phase: str = "vote", *, method: str = "single", categories: int = 1, **fields: Any
) -> Round:
    """The vote round of an edition with Anna, Berit and Cecilia as finalists in each category."""
    edition = make_edition(phase, categories=categories, method=method, **fields)
    candidates = [make_candidate(edition, name.title(), slug=name) for name in NAMES]
    for category in edition.categories.all():
        for candidate in candidates:
            make_entry(edition, "vote", candidate=candidate, category=category)
    return get_round(edition, "vote")


def first_category(round: Round) -> Category:
    return round.edition.categories.first()


def vote_for(round: Round, choice: str, *, email: str = "", **fields: Any) -> Receipt:
    """Cast a vote in the first category, as somebody new unless told who."""
    return cast(
        **{
            "round": round,
            "identity": email or f"{uuid4().hex}@example.org",
            "choices": {CATEGORY: choice},
            "submission": uuid4(),
        }
        | fields
    )


def all_at_once(tasks: Iterable[Callable[[], T]], *, threads: int) -> list[T | Exception]:
    """Do the tasks in so many threads, each with its own connection; an error is an answer too.

    The threads start together.
    """
    waiting = list(tasks)
    together = threading.Barrier(min(threads, len(waiting)))
    first = threading.local()

    def work(task: Callable[[], T]) -> T | Exception:
        if not hasattr(first, "done"):
            first.done = True
            connection.ensure_connection()
            together.wait(20)
        try:
            return task()
        except Exception as error:
            return error

    with ThreadPoolExecutor(together.parties) as pool:
        answers = list(pool.map(work, waiting))
        close = threading.Barrier(together.parties)
        list(pool.map(lambda _: (close.wait(20), connection.close()), range(together.parties)))
    return answers
