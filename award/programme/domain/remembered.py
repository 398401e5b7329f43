"""A public edition from the memory of the process, by the versions of the rows that it is made of.

One statement reads those versions and the edition's clock. A version is where a row lies and which transaction
wrote it (`ctid`, `xmin`): any change gives another one, also inside a transaction that is not over. The moment at which
the database was started stands before them, since another database may count its transactions from the beginning.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from django.db import connection
from django.db.models import QuerySet

from award.programme.domain.memory import Memory
from award.programme.models import Edition, Round

_VERSIONS = """
    SELECT edition.id, forebild_now(edition.id), concat_ws(' ', pg_postmaster_start_time(),
        edition.ctid, edition.xmin, award.id, award.ctid, award.xmin, org.id, org.ctid, org.xmin, (
            SELECT string_agg(concat_ws(' ', r.id, r.ctid, r.xmin, c.id, c.ctid, c.xmin), ',' ORDER BY r.id)
            FROM programme_round r LEFT JOIN programme_category c ON c.id = r.supplements_id
            WHERE r.edition_id = edition.id
        ))
    FROM programme_edition edition
    JOIN programme_award award ON award.id = edition.award_id
    JOIN programme_organisation org ON org.id = award.organisation_id
    WHERE award.slug = %s AND edition.year = %s AND edition.is_public
"""
_editions: Memory[Edition] = Memory()


def public_edition_now(award: str, year: int) -> Edition | None:
    """As `Edition.objects.with_calendar()` has it, with `read_at`, and `versions` that name it; the caller's own, to do with as it likes."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSIONS, [award, year])
        found = cursor.fetchone()
    if found is None:
        return None
    pk, now, versions = found
    edition = _own(_editions.get(pk, versions, lambda: _read(pk)))
    edition.read_at, edition.versions = now, versions  # type: ignore[attr-defined]
    return edition


def _read(pk: int) -> Edition:
    found = Edition.objects.select_related("award__organisation")
    return found.prefetch_related("rounds__supplements").get(pk=pk)


def _own(kept: Edition) -> Edition:
    """A copy with everything that hangs on it: whoever changes hers changes nobody else's."""
    edition, award = copy(kept), copy(kept.award)
    award.organisation = copy(kept.award.organisation)
    edition.award = award
    rounds = [_round_of(edition, each) for each in kept.rounds.all()]
    _hang(edition, rounds)
    return edition


def _round_of(edition: Edition, kept: Round) -> Round:
    round = copy(kept)
    if kept.supplements:
        round.supplements = copy(kept.supplements)
    round.edition = edition
    return round


def _hang(edition: Edition, rounds: Sequence[Round]) -> None:
    """On the edition, as prefetching does."""
    held: dict[str, QuerySet[Round]] = {}  # not the one that came with the copy
    edition._prefetched_objects_cache = held  # type: ignore[attr-defined]
    held["rounds"] = edition.rounds.get_queryset()
    held["rounds"]._result_cache = list(rounds)
