"""Checking that what is sealed is what the log says was sealed: every round, every version and its package."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence

import rfc8785

from award.log.domain.verifying import LogFault
from award.log.models import LogEntry
from voting.results.models import EditionResult, RoundResult
from voting.results.recount.archive import unpack
from voting.results.recount.packaging import MANIFEST

SEALED = ("round.sealed", "result.sealed", "result.version_sealed")


def changed_results(entries: Sequence[LogEntry]) -> Iterator[LogFault]:
    """Sealed things that are not what was logged at the time, and those that no entry tells of."""
    now = dict(_sealed_now())
    told = {entry.object: entry for entry in entries if entry.action in SEALED}
    for thing in sorted(now.keys() - told.keys()):
        yield LogFault(len(entries), f"no entry tells that {thing} was sealed")
    for thing, entry in told.items():
        logged = _logged(entry)
        if thing in now and logged and now[thing] != logged:
            yield LogFault(entry.seq, "the result that it speaks of has been changed")


def _logged(entry: LogEntry) -> str:
    """Empty where what the entry says has been erased."""
    payload = getattr(entry, "payload", None)
    return payload.content["after"]["sha256"] if payload else ""


def _sealed_now() -> Iterator[tuple[str, str]]:
    for sealed in RoundResult.objects.all():
        yield f"round:{sealed.round_id}", hashlib.sha256(rfc8785.dumps(sealed.content)).hexdigest()
    for result in EditionResult.objects.select_related("package"):
        yield f"editionresult:{result.pk}", _hash_of(result)


def _hash_of(result: EditionResult) -> str:
    """Of its package, when that holds what pages are made from; else of nothing."""
    core = unpack(bytes(result.package.core))
    if json.loads(core["result.json"]) != result.content:
        return ""
    return hashlib.sha256(core[MANIFEST]).hexdigest()
