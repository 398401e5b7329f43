"""What machines ask: alive, ready, and figures."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from redis import Redis
from redis.exceptions import RedisError

from award.mail.domain.health import SILENT, health, silence_of
from award.programme.domain.keeping import check_key
from award.programme.domain.migrating import waiting_migrations
from award.programme.keys import KeyUnusable


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process lives; asks nobody else."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Each part with its state; 503 unless all are well.

    Voting needs only the database: a balancer should look at /healthz.
    """
    states = {
        "database": _database(),
        "broker": _broker(),
        "migrations": _migrations(),
        "key": _key(),
        "clockwork": _life("tick"),
        "postman": _life("postman"),
    }
    ready = all(state == "ok" for state in states.values())
    return JsonResponse({"ready": ready, **states}, status=200 if ready else 503)


@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus figures, read from the database at each call."""
    registry = CollectorRegistry()
    found = health()
    for name, value, meaning in (
        ("forebild_ticking", found.ticking, "1 when the clockwork lives"),
        ("forebild_mail_waiting", found.waiting_mail, "Mails that are due"),
        ("forebild_mail_dead", found.dead_mail, "Mails that were given up on"),
        ("forebild_effects_dead", found.dead_effects, "Effects that were given up on"),
        ("forebild_mail_oldest_seconds", found.oldest_seconds, "How long the oldest mail is due"),
    ):
        Gauge(name, meaning, registry=registry).set(value)
    return HttpResponse(
        generate_latest(registry), content_type="text/plain; version=0.0.4; charset=utf-8"
    )


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return type(error).__name__
    return "ok"


def _broker() -> str:
    """By writing: one without memory answers a ping, and takes nothing."""
    try:
        broker = Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1)
        with broker:
            broker.set("forebild:readyz", 1, ex=10)
    except (RedisError, OSError) as error:
        return type(error).__name__
    return "ok"


def _migrations() -> str:
    try:
        waiting = waiting_migrations()
    except DatabaseError as error:
        return type(error).__name__
    return f"{waiting} waiting" if waiting else "ok"


def _key() -> str:
    """Whether the key outside the database is there, and its own."""
    try:
        check_key()
    except KeyUnusable:
        return "not the database's own"
    except DatabaseError as error:
        return type(error).__name__
    return "ok"


def _life(service: str) -> str:
    """Whether the service has shown lately that it lives, by the database's clock."""
    try:
        silence = silence_of(service)
    except DatabaseError as error:
        return type(error).__name__
    if silence is None:
        return "never seen"
    return "ok" if silence < SILENT else f"silent for {silence.total_seconds():.0f} s"
