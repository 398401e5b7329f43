"""The services of the platform, in the order in which they start."""

from __future__ import annotations

import sys
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from award.stack.ports import answers
from award.stack.service import Service

BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parent.parent.parent
CELERY: tuple[Path | str, ...] = (BIN / "celery", "-A", "award")


def mail(var: Path, env: Mapping[str, str]) -> Service:
    """Keeps every mail for the page of mail, and sends nothing on."""
    port = env["EMAIL_PORT"]
    command: list[Path | str] = [
        sys.executable,
        "-m",
        "award.stack.mailcatcher",
        port,
        var / "mail",
    ]
    return Service(
        "mail", command, log=_log(var, "mail"), env=env, ready=lambda: answers(int(port))
    )


def web(var: Path, env: Mapping[str, str], port: int) -> Service:
    command: list[Path | str] = [
        BIN / "granian", "--interface", "rsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--respawn-failed-workers", "--no-ws",
        "--http1-header-read-timeout", "2000",
        "award.rsgi:application",
    ]  # fmt: skip
    env = {"DATABASE_POOL": "4", "DATABASE_TIMEOUT": "15", **env}
    return Service("web", command, log=_log(var, "web"), env=env, ready=lambda: _is_well(port))


def worker(var: Path, env: Mapping[str, str]) -> Service:
    options: list[Path | str] = ["-c", "2", "-l", "warning", "--without-mingle", "--without-gossip"]
    return Service(
        "worker", [*CELERY, "worker", *options], log=_log(var, "worker"), env=_poolless(env)
    )


def beat(var: Path, env: Mapping[str, str]) -> Service:
    options: list[Path | str] = ["-l", "warning", "--pidfile="]
    return Service("beat", [*CELERY, "beat", *options], log=_log(var, "beat"), env=_poolless(env))


def postman(var: Path, env: Mapping[str, str]) -> Service:
    command: list[Path | str] = [sys.executable, ROOT / "manage.py", "postman"]
    return Service("postman", command, log=_log(var, "postman"), env=_poolless(env))


def _log(var: Path, name: str) -> Path:
    return var / "log" / f"{name}.log"


def _poolless(env: Mapping[str, str]) -> dict[str, str]:
    """Celery closes the pool between tasks."""
    return {**env, "DATABASE_POOL": "0"}


def _is_well(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
