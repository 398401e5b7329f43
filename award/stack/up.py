"""`manage.py up`: the whole platform on this machine, until Ctrl-C.

Knows nothing of Django, whose start takes a second that nobody should wait for.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from award.stack.disk import is_full
from award.stack.errors import DISK_FULL, StackError, in_words
from award.stack.local import beginning_file, sole_platform
from award.stack.platform import Platform
from award.stack.ports import chosen_port
from award.stack.process import SIGNALS

SIGN_IN = (
    ("Sign in as", "organisator@example.org (owner), lasare@example.org (reader)"),
    ("", "medarrangor@example.org, tredje@example.org (organisers: some acts take two)"),
    ("", "juror1@example.org, juror2@example.org … juror6@example.org (jurors)"),
)


class Asked(Exception):
    """Somebody asked for a stop."""


def main(var: Path, arguments: Sequence[str] = ()) -> int:
    """Run until asked to stop; the number to exit with. `--without-demo` leaves the demo out."""
    started, demo = time.monotonic(), "--without-demo" not in arguments
    try:
        _listen()
        port = chosen_port()
        with sole_platform(var):
            platform = Platform(var, port=port, tell=_tell, demo=demo)
            try:
                platform.start()
                _table(port, time.monotonic() - started, demo=demo, begin=_beginning(var))
                _tend(platform)
            finally:
                _listen_no_more()
                platform.stop()
    except Asked:
        return 0
    except StackError as error:
        return _refuse(DISK_FULL if is_full(var) else str(error))
    except OSError as error:
        return _refuse(in_words(error))


def _listen() -> None:
    """The first signal asks for a stop, whatever is being waited for; later ones are too late."""

    def ask(number: int, frame: object) -> None:
        _listen_no_more()
        raise Asked

    for number in SIGNALS:
        signal.signal(number, ask)


def _listen_no_more() -> None:
    for number in SIGNALS:
        signal.signal(number, lambda *_: None)


def _tend(platform: Platform) -> NoReturn:
    while True:
        platform.tend()
        time.sleep(0.2)


def _refuse(sentence: str) -> int:
    print(f"\n  {sentence}", file=sys.stderr)
    return 1


def _tell(name: str, state: str) -> None:
    _print(f"  {name:<12} {state}")


def _print(text: str) -> None:
    with suppress(OSError):  # the window may have been closed
        print(text, flush=True)


def _beginning(var: Path) -> str:
    """The link of the first visit; empty where somebody has founded an organisation."""
    with suppress(FileNotFoundError):
        return beginning_file(var).read_text()
    return ""


def _table(port: int, seconds: float, *, demo: bool, begin: str) -> None:
    site = os.environ.get("SITE_URL", f"http://localhost:{port}")
    rows = [
        ("The award", f"{site}/"),
        *([("This year", f"{site}/arets-it-kvinna/")] if demo else []),
        ("Organisers' desk", f"{site}/desk/"),
        ("The jury's pages", f"{site}/jury/"),
        ("Mail that was sent", f"{site}/dev/mail/"),
        *(SIGN_IN if demo else ()),
        *([("Begin here", begin)] if begin else []),
        ("", "A code is mailed: read it on the page of mail."),
    ]
    table = "\n".join(f"  {name:<20} {value}" for name, value in rows)
    _print(f"\n  Ready in {seconds:.1f} s. Ctrl-C stops everything.\n\n{table}\n")
