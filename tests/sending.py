"""Sending what is due at once, in the test's own thread: what the postman does for good."""

from __future__ import annotations

from award.mail.domain.circuit import Circuit
from award.mail.domain.claiming import claim, lapse_useless, recover_interrupted, wake_waiting
from award.mail.domain.delivering import deliver
from award.mail.domain.line import Line


def send_due(*, limit: int = 100) -> int:
    """Send due mails one by one, on one connection; returns how many were tried."""
    recover_interrupted()
    lapse_useless()
    circuit, tried = Circuit(), 0
    with Line() as line:
        while tried < limit and circuit.room(1) and (found := claim(1)):
            if circuit.heed(deliver(found[0], line)):
                wake_waiting()
            tried += 1
    return tried
