"""Make the virtual environment from a hash-locked list; nothing to do when the lock is the same.

Run as `python3 tools/install.py .venv requirements/local.txt`, with any Python from 3.11.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

MARK = "installed-"
LOG = "install.log"
NO_VENV = (
    "Python's own venv is missing. Install it (Debian, Ubuntu: apt install python3-venv), or uv."
)
FULL = "The packages could not be installed: the disk is full. Make room and start again."
HASHES = "A package is not the one that was locked. Nothing was installed: ask whoever keeps the project."
NETWORK = "The packages could not be fetched. Is there a network? Then start again."
SIGNS = {
    "ensurepip is not": NO_VENV,
    "No module named venv": NO_VENV,
    "No space left": FULL,
    "DO NOT MATCH THE HASHES": HASHES,
    "Hash mismatch": HASHES,
}


def main(venv: Path, lock: Path) -> None:
    """Install exactly what the lock says. Exits with one sentence when it cannot."""
    if sys.version_info < (3, 11):  # noqa: UP036 - started by whatever Python is there
        sys.exit("Förebild needs Python 3.11 or later. Name one: make up PYTHON=python3.12")
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    mark = venv / (MARK + lock.stem)
    python = venv / "bin" / "python"
    if mark.exists() and mark.read_text() == digest and python.exists():
        return
    print(f"  Installing {lock} …", flush=True)
    try:
        venv.mkdir(exist_ok=True)
        install(venv, lock, python)
        mark.write_text(digest)
    except OSError as error:
        sys.exit(f"The packages could not be installed: {error}")


def install(venv: Path, lock: Path, python: Path) -> None:
    uv = shutil.which("uv")
    if not python.exists():
        make = [uv, "venv", "-q", "--allow-existing", "--python"] if uv else []
        run([*make, sys.executable, *([] if uv else ["-m", "venv", "--clear"]), str(venv)], venv)
    pip = (
        [uv, "pip", "install", "--python", str(python)]
        if uv
        else [str(python), "-m", "pip", "install"]
    )
    run([*pip, "-q", "--require-hashes", "-r", str(lock)], venv)


def run(command: list[str], venv: Path) -> None:
    """What the command says goes to a log; a person hears of it when it fails."""
    done = subprocess.run(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        venv.mkdir(exist_ok=True)
        (venv / LOG).write_text(done.stdout)
        sys.exit(f"{sentence(done.stdout)} (All of it: {venv / LOG})")


def sentence(words: str) -> str:
    """What the installer's last words come to."""
    return next((told for sign, told in SIGNS.items() if sign in words), NETWORK)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
