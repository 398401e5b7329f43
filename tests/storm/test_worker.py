"""A real Celery worker, killed in the middle of its work."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from celery import Celery
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone

from award.domain.delivering import LEASE
from award.domain.messaging import queue_text
from award.models import Message
from tests.award.conftest import Postbox, postbox  # noqa: F401 - a fixture

pytestmark = [pytest.mark.storm, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parent.parent.parent
MAILS = 30
PATIENCE = 60


class SlowPostbox(Postbox):
    """Takes its time over each mail, so that a kill finds the worker at work."""

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(0.1)
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
def broker():
    """A database of the broker for this test alone."""
    url = f"{django_settings.REDIS_URL.rsplit('/', 1)[0]}/7"
    app = Celery("nudge", broker=url)
    app.control.purge()
    yield app, url
    app.close()


@pytest.fixture
def start_worker(broker, postbox, tmp_path):  # noqa: F811
    """Starts real workers on the test's own database and mail server; none is left behind."""
    workers = []

    def start():
        worker = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "award", "worker", "-c", "1", "-l", "warning"],
            cwd=ROOT,
            env={**os.environ, **_environment(broker[1])},
            stdout=(tmp_path / "worker.log").open("ab"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        workers.append(worker)
        return worker

    yield start
    for worker in workers:
        if worker.poll() is None:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()


def test_worker_killed_in_mid_task_loses_no_mail(start_worker, broker, postbox):  # noqa: F811
    postbox.__class__ = SlowPostbox
    for number in range(MAILS):
        queue_text(
            occasion=f"storm:{number}", recipient="a@example.org", subject="Hej", text="Hej\n"
        )
    worker = start_worker()
    _nudge(broker)
    _until(lambda: len(postbox.mails) >= 5)

    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    stuck = Message.objects.filter(state="sending").count()
    done = Message.objects.filter(state="sent").count()
    Message.objects.filter(state="sending").update(
        sending_since=timezone.now() - LEASE - timedelta(seconds=1)
    )
    start_worker()
    _until(lambda: _nudge(broker) or Message.objects.filter(state="sent").count() == MAILS)

    assert 5 <= done < MAILS, "the kill came in the middle"
    assert stuck <= 1
    ids = [line for text in postbox.texts() for line in text.splitlines() if "Message-ID" in line]
    assert len(set(ids)) == MAILS
    assert len(ids) - MAILS <= 1, "at most one mail is repeated for each killed sender"


def test_without_the_lease_the_interrupted_mail_stays_behind(start_worker, broker, postbox):  # noqa: F811
    """Negative control: what a kill leaves in `sending` is sent by nobody while its lease runs."""
    queue_text(occasion="storm:1", recipient="a@example.org", subject="Hej", text="Hej\n")
    queue_text(occasion="storm:2", recipient="a@example.org", subject="Hej", text="Hej\n")
    Message.objects.filter(occasion="storm:1").update(
        state="sending", attempts=1, sending_since=timezone.now()
    )

    start_worker()
    _until(lambda: _nudge(broker) or Message.objects.filter(state="sent").exists())

    assert list(Message.objects.order_by("occasion").values_list("state", flat=True)) == [
        "sending",
        "sent",
    ]


def _environment(broker_url: str) -> dict[str, str]:
    found = connection.settings_dict
    host = quote(str(found["HOST"]), safe="/")
    return {
        "DATABASE_URL": f"postgresql://{found['USER']}@/{found['NAME']}?host={host}",
        "REDIS_URL": broker_url,
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(django_settings.EMAIL_PORT),
        "FOREBILD_ENV": "test",
        "C_FORCE_ROOT": "1",
    }


def _nudge(broker) -> None:
    broker[0].send_task("award.sweep")


def _until(true) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.1)
