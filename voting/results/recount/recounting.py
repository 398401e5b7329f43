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
from voting.results.models import EditionResult, Recount
from voting.results.recount.packaging import RECOUNTER, build_package

LONGEST = 600


@dataclass(frozen=True)
class Verdict:
    """Whether the two counters agree, and what the second one said."""

    agrees: bool
    words: str


def recount_package(package: bytes) -> Verdict:
    """Run recount.py on the package, in a process of its own with nothing of ours on its path."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "package.zip"
        path.write_bytes(package)
        done = subprocess.run(  # noqa: S603 - our own file, in isolated mode
            [sys.executable, "-I", str(RECOUNTER), str(path)],
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
    key = f"recount:{result.pk}"
    enqueue("results.recount", key=key, arguments={"edition": result.pk})


@effect("results.recount")
def recount_effect(*, edition: int) -> None:
    """See `plan_recount`."""
    recounted(EditionResult.objects.select_related("edition__award").get(pk=edition))


@transaction.atomic
def _recount(result: EditionResult) -> Recount:
    verdict = recount_package(build_package(result))
    found, created = Recount.objects.get_or_create(
        result=result,
        defaults={
            "agrees": verdict.agrees,
            "words": verdict.words,
            "at": edition_now(result.edition),
        },
    )
    if created:
        record(
            "result.recounted" if verdict.agrees else "result.recount_differs",
            actor="task:recount",
            object=result,
            edition=result.edition,
            after={"agrees": verdict.agrees, "words": verdict.words},
        )
    return found
