"""The whole platform: servers, then the services that stand on them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from award.stack.local import note_running, running, state_file
from award.stack.postgres import Postgres
from award.stack.process import last_words
from award.stack.service import Service, ServiceError
from award.stack.valkey import Valkey, free_port

Tell = Callable[[str, str], None]
BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parent.parent.parent


class Platform:
    """Starts everything in order, keeps it alive, and stops it in the opposite order."""

    def __init__(self, var: Path, *, port: int, tell: Tell) -> None:
        self.var, self.port, self.tell = var, port, tell
        self.env = dict(os.environ)
        self.services: list[Service] = []
        self.servers = ExitStack()

    def start(self) -> None:
        """Raises `ServiceError`, `PostgresError` or `ValkeyError` with one clear sentence."""
        self._refuse_a_second()
        (self.var / "log").mkdir(parents=True, exist_ok=True)
        _refuse_taken(self.port)
        self._start_servers()
        self._manage("migrate", "--verbosity", "0", what="migrate")
        self._manage("demo", "--if-empty", what="demo")
        for service in self._services():
            self.services.append(service)
            service.start()
            self.tell(service.name, "is up")

    def tend(self) -> None:
        """Start again what has died; to be called all the time."""
        for service in self.services:
            if service.keep_alive():
                self.tell(service.name, "had died and was started again")

    def stop(self) -> None:
        for service in reversed(self.services):
            service.stop()
            self.tell(service.name, "has stopped")
        self.servers.close()
        if (running(self.var) or {}).get("pid") == str(os.getpid()):
            state_file(self.var).unlink(missing_ok=True)

    def _refuse_a_second(self) -> None:
        other = running(self.var)
        if other and int(other["pid"]) != os.getpid():
            raise ServiceError(f"The platform is already up (process {other['pid']}).")

    def _start_servers(self) -> None:
        if "DATABASE_URL" not in self.env:
            self.env["DATABASE_URL"] = self._postgres()
        if "REDIS_URL" not in self.env:
            self.env["REDIS_URL"] = self._valkey()
        self.env.setdefault("EMAIL_PORT", str(free_port()))
        self.env.setdefault("SITE_URL", f"http://localhost:{self.port}")
        names = ("DATABASE_URL", "REDIS_URL", "EMAIL_PORT", "SITE_URL")
        note_running(self.var, **{name: self.env[name] for name in names})

    def _postgres(self) -> str:
        server = Postgres(self.var / "postgres", log=self.var / "log" / "postgres.log")
        server.start()
        self._keep(server, "PostgreSQL")
        return server.url

    def _valkey(self) -> str:
        server = Valkey(self.var / "valkey", log=self.var / "log" / "valkey.log", port=free_port())
        server.start()
        self._keep(server, "Valkey")
        return server.url

    def _keep(self, server: Postgres | Valkey, name: str) -> None:
        """Let a server be tended and stopped like the services."""
        self.tell(name, "is up")
        self.services.append(_ServerService(name, server))

    def _manage(self, *arguments: str, what: str) -> None:
        log = self.var / "log" / f"{what}.log"
        with log.open("wb") as output:
            done = subprocess.run(  # noqa: S603
                [sys.executable, str(ROOT / "manage.py"), *arguments],
                env=self.env, stdout=output, stderr=subprocess.STDOUT, check=False, cwd=ROOT,
            )  # fmt: skip
        if done.returncode:
            raise ServiceError(f"{what} failed: {last_words(log)}")
        self.tell(what, "is done")

    def _services(self) -> list[Service]:
        self.env.setdefault("DATABASE_POOL", "4")
        worker_env = {**self.env, "DATABASE_POOL": "0"}
        celery: list[str | Path] = [BIN / "celery", "-A", "award"]
        beat_file = self.var / "run" / "beat-schedule"
        mail_port = self.env["EMAIL_PORT"]
        return [
            self._service(
                "mail", [sys.executable, "-m", "award.stack.mailcatcher", mail_port, self.var / "mail"],
                ready=lambda: _answers(int(mail_port)),
            ),
            self._service(
                "web", [
                    BIN / "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port),
                    "--workers", "1", "--blocking-threads", "4", "--respawn-failed-workers",
                    "--no-ws", "award.wsgi:application",
                ], ready=self._web_answers,
            ),
            self._service(
                "worker", [
                    *celery, "worker", "-c", "2", "-l", "warning", "--without-mingle", "--without-gossip",
                ], env=worker_env,
            ),
            self._service(
                "beat", [*celery, "beat", "-l", "warning", "-s", beat_file, "--pidfile="], env=worker_env
            ),
        ]  # fmt: skip

    def _service(
        self,
        name: str,
        command: list[str | Path],
        *,
        env: dict[str, str] | None = None,
        ready: Callable[[], bool] = lambda: True,
    ) -> Service:
        log = self.var / "log" / f"{name}.log"
        return Service(name, command, log=log, env=env or self.env, ready=ready)

    def _web_answers(self) -> bool:
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}/healthz", timeout=2
            ) as answer:
                return bool(answer.status == 200)
        except OSError:
            time.sleep(0.05)
            return False


class _ServerService(Service):
    """A server seen as a service: it knows itself how to start."""

    def __init__(self, name: str, server: Postgres | Valkey) -> None:
        super().__init__(name, [], log=server.log, env={})
        self.server = server

    def stop(self) -> None:
        self.server.stop()

    def keep_alive(self) -> bool:
        process = self.server.process
        if process is None or process.poll() is None or time.monotonic() < self.not_before:
            return False
        self.deaths += 1
        self.not_before = time.monotonic() + min(0.2 * 2**self.deaths, 30)
        self.server.start()
        return True


def _refuse_taken(port: int) -> None:
    if _answers(port):
        raise ServiceError(
            f"Port {port} is taken by another program. Stop it, or choose another: PORT=8001 make up"
        )


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0
