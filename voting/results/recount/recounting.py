"""Having the independent counter count: nothing is published that it does not arrive at."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from award.log.domain.recording import record
from award.mail.domain.outbox import effect, enqueue
from award.programme.domain.clock import edition_now
from voting.results.domain.storing import archive_of, auditors_file_of
from voting.results.models import EditionResult, Recount, ResultName
from voting.results.recount.packaging import RECOUNTER

LONGEST = 600


@dataclass(frozen=True)
class Verdict:
    """Whether the two counters agree, and what the second one said."""

    agrees: bool
    words: str


def recount_package(package: bytes, for_auditor: bytes | None = None) -> Verdict:
    """Run recount.py on the package, in a process of its own with nothing of ours on its path."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [_write(Path(folder, "package.zip"), package)]
        if for_auditor is not None:
            paths.append(_write(Path(folder, "auditor.zip"), for_auditor))
        done = subprocess.run(  # noqa: S603 - our own file, in isolated mode
            [sys.executable, "-I", str(RECOUNTER), *paths],
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
            cwd=folder,
        )
    return Verdict(done.returncode == 0, (done.stdout + done.stderr).strip())


def recounted(result: EditionResult) -> Recount:
    """The second counter's verdict on a sealed result, asked for once and kept."""
    found = Recount.objects.filter(result=result).first()
    return found or _recount(result)


def plan_recount(result: EditionResult) -> None:
    """Have it done by a worker soon after the sealing, so that organisers hear of it in time."""
    enqueue("results.recount", key=f"recount:{result.pk}", arguments={"result": result.pk})


@effect("results.recount", long=True)
def recount_effect(*, result: int) -> None:
    """See `plan_recount`."""
    recounted(EditionResult.objects.select_related("edition__award").get(pk=result))


def _recount(result: EditionResult) -> Recount:
    """Of the package as it was stored, with what lies apart for an auditor.

    While the second counter counts, no transaction is open.
    """
    return _keep(result, recount_package(archive_of(result), auditors_file_of(result)))


@transaction.atomic
def _keep(result: EditionResult, verdict: Verdict) -> Recount:
    words = _by_alias(verdict.words, result.edition_id)
    found, created = Recount.objects.get_or_create(
        result=result,
        defaults={
            "agrees": verdict.agrees,
            "words": words,
            "at": edition_now(result.edition),
        },
    )
    if created:
        record(
            "result.recounted" if verdict.agrees else "result.recount_differs",
            actor="task:recount",
            object=result,
            edition=result.edition,
            after={
                "version": result.version,
                "sha256": result.sha256,
                "agrees": verdict.agrees,
                "words": words,
            },
        )
    return found


def _by_alias(words: str, edition: int) -> str:
    """What is kept for ever names nobody: the counter prints "Anna Ek (kegkemm9q)" where the annex has a name."""
    for alias, name in ResultName.objects.filter(edition=edition).values_list("alias", "name"):
        words = words.replace(f"{name} ({alias})", alias)
    return words


def _write(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return str(path)
