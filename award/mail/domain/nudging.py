"""Asking a worker to look in the outbox, from a thread of its own: no page waits for the broker.

A broker that is dead answers at once; one that hangs is waited for, five seconds at a time, here
and nowhere else. What is asked meanwhile is asked once, and what is lost the next tick makes good.
"""

from __future__ import annotations

import threading

import structlog
from celery import current_app
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)
_asked = threading.Event()
_starting = threading.Lock()


class _Messenger(threading.Thread):
    """One in each process; a process that was forked has none until it asks."""

    def __init__(self) -> None:
        super().__init__(name="nudge", daemon=True)

    def run(self) -> None:
        while _asked.wait():
            _asked.clear()
            _send()


_messenger = _Messenger()


def nudge_soon() -> None:
    """Have a worker asked, once for all that is asked while the last question is on its way."""
    global _messenger  # noqa: PLW0603 - a dead thread is replaced
    _asked.set()
    if _messenger.is_alive():
        return
    with _starting:
        if not _messenger.is_alive():
            _messenger = _Messenger()
            _messenger.start()


def _send() -> None:
    try:
        current_app.send_task("award.sweep", retry=False, expires=30, ignore_result=True)
    except (OperationalError, OSError) as error:
        log.warning("nudge.failed", error=type(error).__name__)
