"""Seeing that effects are carried out: by a worker, or by ourselves where no worker comes."""

from __future__ import annotations

import threading
from datetime import timedelta

from django.db import connection

from award.mail.domain.nudging import nudge_soon
from award.mail.domain.outbox import run_due
from award.mail.domain.ticking import attempt
from award.mail.models import Effect
from award.programme.domain.clock import database_now

PATIENCE = timedelta(seconds=5)
_starting = threading.Lock()
_helper: threading.Thread | None = None


def see_to_effects() -> None:
    """Ask for a worker; what has been due for `PATIENCE` is done in a thread, broker or no broker."""
    oldest = Effect.objects.due().values_list("due_at", flat=True).first()
    if oldest is None:
        return
    nudge_soon()
    if database_now() - oldest > PATIENCE:
        _do_it_ourselves()


def _do_it_ourselves() -> None:
    global _helper  # noqa: PLW0603 - one at a time
    with _starting:
        if _helper is None or not _helper.is_alive():
            _helper = threading.Thread(target=_run, name="errands", daemon=True)
            _helper.start()


def _run() -> None:
    attempt(run_due)
    connection.close()
