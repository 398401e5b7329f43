"""The whole platform: servers, then the services that stand on them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from award.stack import services
from award.stack.disk import Disk
from award.stack.errors import reason
from award.stack.local import addresses, note_running, postgres_in, valkey_in
from award.stack.ports import free_port, refuse_taken
from award.stack.process import run
from award.stack.service import Service, ServiceError

Tell = Callable[[str, str], None]
ROOT = Path(__file__).resolve().parent.parent.parent
OWNER = "DATABASE_OWNER_URL"
NOTED = ("DATABASE_URL", OWNER, "REDIS_URL", "EMAIL_PORT", "SITE_URL")
LONGEST_LOG = 5 * 1024 * 1024  # bytes; a longer one begins anew with the next start


class Platform:
    """Starts everything in order, keeps it alive, and stops it in the opposite order."""

    def __init__(self, var: Path, *, port: int, tell: Tell, demo: bool = True) -> None:
        self.var, self.port, self.tell, self.demo = var, port, tell, demo
        self.env = dict(os.environ)
        self.services: list[Service] = []
        self.disk = Disk(var)

    def start(self) -> None:
        """Raises `StackError` or `OSError` when something is in the way."""
        refuse_taken(self.port)
        self._shorten_logs()
        self._start_servers()
        env = {name: value for name, value in self.env.items() if name != OWNER}
        mail = services.mail(self.var, env)
        self._launch(mail)
        self._prepare()
        self._wait(mail)
        self._start(services.web(self.var, env, self.port))
        self._start(services.worker(self.var, env))
        self._start(services.beat(self.var, env))
        self._start(services.postman(self.var, env))

    def tend(self) -> None:
        """Start again what has died; to be called all the time.

        What dies of a full disk dies again and again: that is told once, of the disk.
        """
        if self.disk.turned():
            self.tell("disk", str(self.disk))
            for service in self.services:
                service.hurry()
        for service in self.services:
            if service.keep_alive() and not self.disk.full:
                self.tell(service.name, "had died and was started again")

    def stop(self) -> None:
        """Stop what was started; may be called at any time after that."""
        for service in reversed(self.services):
            if service.process:
                service.stop()
                self.tell(service.name, "has stopped")

    def _shorten_logs(self) -> None:
        folder = self.var / "log"
        folder.mkdir(parents=True, exist_ok=True)
        for log in folder.glob("*.log"):
            if log.stat().st_size > LONGEST_LOG:
                log.unlink()

    def _start_servers(self) -> None:
        if "DATABASE_URL" not in self.env:
            postgres = postgres_in(self.var)
            self._start(postgres)
            self.env |= addresses(postgres)
        if "REDIS_URL" not in self.env:
            valkey = valkey_in(self.var)
            self._start(valkey)
            self.env["REDIS_URL"] = valkey.url
        self.env.setdefault("EMAIL_PORT", str(free_port()))
        self.env.setdefault("SITE_URL", f"http://localhost:{self.port}")
        note_running(self.var, **{name: self.env[name] for name in NOTED if name in self.env})

    def _start(self, service: Service) -> None:
        self.services.append(service)
        service.start()
        self.tell(service.name, "is up")

    def _launch(self, service: Service) -> None:
        self.services.append(service)
        service.launch()

    def _wait(self, service: Service) -> None:
        service.wait()
        self.tell(service.name, "is up")

    def _prepare(self) -> None:
        """Translations, migrations and the demo, in one process: it tells of each itself."""
        options = [] if self.demo else ["--without-demo"]
        command: list[str | Path] = [sys.executable, ROOT / "manage.py", "prepare", *options]
        code, words = run(command, env=self.env, cwd=ROOT)
        (self.var / "log" / "prepare.log").write_text(words)
        if code:
            raise ServiceError(f"The data could not be made ready: {reason(words)}")
