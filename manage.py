#!/usr/bin/env python
"""Förebild's command line: with no DATABASE_URL set it brings its own PostgreSQL and Valkey."""

import os
import sys
from contextlib import nullcontext
from pathlib import Path

from django.core.management import execute_from_command_line
from django.db.utils import OperationalError

from award.stack import up
from award.stack.errors import DISK_FULL, StackError, tells_of_full
from award.stack.local import local_servers

VAR = Path(os.environ.get("FOREBILD_VAR", Path(__file__).resolve().parent / "var"))
NEED_NO_SERVERS = {
    "check", "collectstatic", "compile_translations", "count", "help", "makemigrations",
    "recount", "up", "version", "--help", "--version",
}  # fmt: skip


def main() -> None:
    """Run the command, with servers around it where it needs them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "award.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command == "up" and not {"-h", "--help"} & set(sys.argv):
        sys.exit(up.main(VAR, sys.argv[2:]))
    try:
        with local_servers(VAR) if _needs_servers(command) else nullcontext():
            execute_from_command_line(sys.argv)
    except StackError as error:
        sys.exit(str(error))
    except OperationalError as error:
        if not tells_of_full(str(error)):
            raise
        sys.exit(DISK_FULL)


def _needs_servers(command: str) -> bool:
    """Few do not; `check` does when it is to ask a database, and `rules` when it shows an edition's."""
    asks = any(word.startswith("--database") for word in sys.argv)
    if command == "rules":
        return "show" in sys.argv[2:3]
    return asks or command not in NEED_NO_SERVERS


if __name__ == "__main__":
    main()
