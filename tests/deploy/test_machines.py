"""What machines ask for, by an address that is not the site's."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from redis import Redis

from award.mail.domain.health import SILENT
from award.mail.domain.ticking import beat
from award.mail.models import Heartbeat
from award.stack.ports import free_port
from award.stack.valkey import Valkey

SERVICES = ("tick", "postman")


@pytest.fixture
def inside(settings):
    """Asks as a container's health check, a balancer or Prometheus does: no proxy, no TLS."""
    settings.ALLOWED_HOSTS = ["pris.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    return Client(headers={"host": "127.0.0.1:8000"})


@pytest.fixture
def everything_lives(db):
    for service in SERVICES:
        beat(service)


@pytest.fixture
def full_valkey(tmp_path, settings):
    """It answers, and refuses every write."""
    server = Valkey(tmp_path / "v", log=tmp_path / "v.log", port=free_port(), keep=False)
    server.start()
    with Redis.from_url(server.url) as redis:
        redis.config_set("maxmemory-policy", "noeviction")
        redis.config_set("maxmemory", 1)
    settings.REDIS_URL = server.url
    yield server
    server.stop()


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_machine_is_answered_whatever_it_calls_us(inside, everything_lives, path):
    assert inside.get(path).status_code == 200


def test_health_asks_no_database(inside):
    answer = inside.get("/healthz")

    assert (answer.status_code, answer.text) == (200, "ok")


@pytest.mark.parametrize(("secure", "status"), [(True, 400), (False, 301)])
@pytest.mark.parametrize("path", ["/", "/desk/", "/healthz/"])
def test_page_for_people_is_not(inside, db, path, secure, status):
    """Before the name is looked at, a question without TLS is sent to where there is TLS."""
    host = "pris.example.org" if not secure else "127.0.0.1:8000"

    assert inside.get(path, secure=secure, headers={"host": host}).status_code == status


def test_ready_says_so_of_each_part(inside, everything_lives):
    answer = inside.get("/readyz")

    parts = ("database", "broker", "migrations", "key", "clockwork", "postman")
    assert answer.json() == {"ready": True} | dict.fromkeys(parts, "ok")


def test_valkey_without_memory_is_not_ready(inside, everything_lives, full_valkey):
    with Redis.from_url(full_valkey.url) as redis:
        answers_a_ping = redis.ping()

    answer = inside.get("/readyz")

    assert answers_a_ping, "which is all that was asked before"
    assert (answer.status_code, answer.json()["broker"]) == (503, "OutOfMemoryError")


@pytest.mark.parametrize(("service", "part"), [("tick", "clockwork"), ("postman", "postman")])
def test_part_that_stands_still_is_not_ready(inside, everything_lives, service, part):
    Heartbeat.objects.filter(service=service).update(
        at=timezone.now() - SILENT - timedelta(seconds=5)
    )

    answer = inside.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()[part].startswith("silent for 6")


def test_part_that_was_never_started_is_not_ready(inside, db):
    answer = inside.get("/readyz")

    assert (answer.status_code, answer.json()["clockwork"]) == (503, "never seen")
