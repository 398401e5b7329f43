"""A rehearsal beside a platform that is up: its beat seals nothing before its time.

It did: the windows of the made-up year lay in the past between the acts, so that the beat sealed
its rounds empty, and the printed result had jury "None" and votes 0.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from award.mail.domain.ticking import tick
from award.mail.models import Heartbeat
from voting.rehearsal.year import rehearse
from voting.results.models import RoundResult

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def beats(count: int) -> Iterator[None]:
    """So many clockworks that tick all the time."""
    stop = threading.Event()

    def beat() -> None:
        try:
            while not stop.wait(0.02):
                tick()
        finally:
            connection.close()

    threads = [threading.Thread(target=beat) for _ in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(30)


def played(beating: int) -> list[tuple[str, str, str]]:
    """Everybody's place and figures."""
    with beats(beating):
        _, (result,) = rehearse(seed=11, nominations=8, jurors=5, voters=8)
    return [(s.candidate.label, str(s.jury), str(s.public)) for s in result.standings]


@pytest.mark.nightly
def test_same_seed_gives_the_same_result_with_three_beats_one_and_none(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    results = [played(count) for count in (3, 1, 0)]

    assert results[0] == results[1] == results[2]
    assert "None" not in {jury for _, jury, _ in results[0]}
    assert sum(int(votes) for _, _, votes in results[0]) == 8
    assert Heartbeat.objects.filter(service="tick").exists()


def test_every_round_is_sealed_after_it_closed_by_the_year_s_own_clock(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    with beats(3):
        edition, _ = rehearse(seed=2, nominations=4, jurors=4, voters=3)

    sealed = RoundResult.objects.filter(round__edition=edition).select_related("round")
    late = [result.sealed_at - result.round.closes_at for result in sealed]
    assert len(late) == 3
    assert min(late).total_seconds() >= 0
    assert max(late).days <= 1
