"""The heartbeat remembers when the platform was out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from award.mail.domain.outages import note_outage, outage_within
from award.mail.models import Heartbeat, Outage
from award.programme.domain.clock import database_now

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_the_first_tick_after_a_silence_writes_it_down():
    last = database_now() - timedelta(minutes=3)
    Heartbeat.objects.create(service="tick", at=last)

    found = [note_outage(), note_outage()]

    outage = Outage.objects.get()
    assert found == [outage, None]
    assert (outage.began_at, outage_within(last, last + HOUR)) == (last, True)


@pytest.mark.parametrize("seconds", [1, 59])
def test_a_tick_in_time_is_no_outage(seconds):
    Heartbeat.objects.create(service="tick", at=database_now() - timedelta(seconds=seconds))

    assert note_outage() is None
    assert not outage_within(database_now() - HOUR, database_now())


def test_before_the_first_tick_there_is_no_outage():
    assert note_outage() is None
    assert not outage_within(database_now() - HOUR, database_now())
