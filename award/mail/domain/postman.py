"""Sending mail for good: several senders, each with a connection that stays open.

One thread hands out what is due, codes first, and only as much as can be begun at once. A mail
server that is slow is waited for by the senders, and by nobody else.
"""

from __future__ import annotations

import queue
import threading
import time
from contextlib import suppress
from uuid import UUID

import structlog
from django.db import connection

from award.mail.domain import claiming
from award.mail.domain.circuit import Circuit
from award.mail.domain.delivering import deliver
from award.mail.domain.line import LONGEST_IDLE, Line, Outcome
from award.mail.domain.ticking import beat
from award.mail.models import Message

LOOK = 0.2  # seconds between two looks for mail
TIDY = 5.0  # seconds between two signs of life; far below the lease
QUICK = 0.2  # seconds for a mail; where it takes less, each sender has the next one at hand
GOODBYE = 8.0  # seconds for what is being sent when the postman is asked to stop
log = structlog.get_logger(__name__)


class Postman:
    """Runs until it is asked to stop."""

    def __init__(self, senders: int) -> None:
        self.senders = senders
        self._circuit, self._learning = Circuit(), threading.Lock()
        self._bag: queue.Queue[Message | None] = queue.Queue()
        self._held: set[UUID] = set()
        self._took = QUICK
        self._tidied = -TIDY
        self._stopping, self._ready = threading.Event(), threading.Event()

    def run(self) -> None:
        threads = [threading.Thread(target=self._send, daemon=True) for _ in range(self.senders)]
        for thread in threads:
            thread.start()
        while not self._stopping.is_set():
            self._look()
        self._empty_the_bag()
        deadline = time.monotonic() + GOODBYE
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        connection.close()

    def stop(self) -> None:
        """Begin nothing more; a handler of signals may call it."""
        self._stopping.set()
        self._ready.set()

    def _look(self) -> None:
        """Hand out what is due, and wait until a sender is ready or something may be due."""
        self._ready.clear()
        found = 0
        try:
            if time.monotonic() - self._tidied >= TIDY:
                self._tidy()
            found = self._hand_out()
        except Exception:
            log.exception("postman.failed")
            connection.close()
        if not found:
            self._ready.wait(LOOK)

    def _hand_out(self) -> int:
        """In batches: a new one when the senders have begun the last mail of the one before."""
        busy = len(self._held)
        spare = self.senders if self._took < QUICK else 0
        free = self.senders + spare - busy
        room = self._circuit.room(free, busy=busy) if free >= max(spare, 1) else 0
        found = claiming.claim(room) if room else []
        for message in found:
            self._held.add(message.pk)
            self._bag.put(message)
        return len(found)

    def _tidy(self) -> None:
        claiming.hold_on(self._held.copy())
        claiming.recover_interrupted()
        claiming.lapse_useless()
        beat("postman")
        self._tidied = time.monotonic()

    def _empty_the_bag(self) -> None:
        """Nobody has begun these; then a last word to each sender."""
        left = []
        with suppress(queue.Empty):
            while message := self._bag.get_nowait():
                left.append(message.pk)
        claiming.put_back(left)
        for _ in range(self.senders):
            self._bag.put(None)

    def _send(self) -> None:
        """One sender's life; a line that nothing goes over is closed."""
        with Line() as line:
            while True:
                try:
                    message = self._bag.get(timeout=LONGEST_IDLE)
                except queue.Empty:
                    line.close()
                    connection.close()
                    continue
                if message is None:
                    break
                self._deliver(message, line)
        connection.close()

    def _deliver(self, message: Message, line: Line) -> None:
        started = time.monotonic()
        try:
            self._learn_from(deliver(message, line))
        except Exception:
            log.exception("message.not_delivered", message=str(message.pk))
            connection.close()
        self._took = time.monotonic() - started
        self._held.discard(message.pk)
        self._ready.set()

    def _learn_from(self, outcome: Outcome) -> None:
        with self._learning:
            came_back = self._circuit.heed(outcome)
        if came_back:
            claiming.wake_waiting()
