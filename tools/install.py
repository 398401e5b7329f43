"""Make the virtual environment from a hash-locked list; nothing to do when the lock is the same.

Run as `python3 tools/install.py .venv requirements/local.txt`, with any Python from 3.11.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

MARK = "installed-"


def main(venv: Path, lock: Path) -> None:
    """Install exactly what the lock says. Exits with one sentence when it cannot."""
    if sys.version_info < (3, 11):  # noqa: UP036 - started by whatever Python is there
        sys.exit("Förebild needs Python 3.11 or later.")
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    mark = venv / f"{MARK}{lock.stem}"
    if mark.exists() and mark.read_text() == digest:
        return
    print(f"  Installing {lock} …", flush=True)
    uv = shutil.which("uv")
    make = [uv, "venv", "-q", "--allow-existing", "--python", sys.executable, str(venv)]
    run(make if uv else [sys.executable, "-m", "venv", str(venv)])
    python = str(venv / "bin" / "python")
    pip = (
        [uv, "pip", "install", "-q", "--python", python]
        if uv
        else [python, "-m", "pip", "install", "-q"]
    )
    run([*pip, "--require-hashes", "-r", str(lock)])
    mark.write_text(digest)


def run(command: list[str | None]) -> None:
    done = subprocess.run([str(part) for part in command], check=False)  # noqa: S603
    if done.returncode:
        sys.exit("The packages could not be installed: is there a network, and room on the disk?")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
