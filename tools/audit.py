"""Ask whether a known fault is published about any package that is locked.

Run as `python tools/audit.py requirements/base.txt …` with an environment that has pip-audit. Exit 0 only
when every package of every list was looked up and nothing was found: a service that cannot be reached is
a failure, because pip-audit itself ends with 0 when it could check nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COMMAND = ("--format=json", "--progress-spinner=off", "--require-hashes", "--disable-pip")


@dataclass(frozen=True)
class Findings:
    """What came of one list: how many packages were looked up, which could not be, and the faults."""

    checked: int
    unchecked: Sequence[str]
    faults: Sequence[str]

    @property
    def is_clean(self) -> bool:
        return bool(self.checked) and not self.unchecked and not self.faults


def main(locks: Sequence[Path]) -> int:
    """Print a line for each list, and what was found; 0 when all is clean."""
    found = {lock: findings(ask(lock)) for lock in locks}
    for lock, each in found.items():
        print("\n".join([summary(lock.name, each), *(f"    {fault}" for fault in each.faults)]))
    return 0 if found and all(each.is_clean for each in found.values()) else 1


def ask(lock: Path) -> Mapping[str, Any]:
    """pip-audit's report; an empty one when it could not make any."""
    command = [sys.executable, "-m", "pip_audit", *COMMAND, "-r", str(lock)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    try:
        report: Mapping[str, Any] = json.loads(done.stdout)
    except json.JSONDecodeError:
        print(done.stderr.strip(), file=sys.stderr)
        return {}
    return report


def findings(report: Mapping[str, Any]) -> Findings:
    """From pip-audit's JSON: `{"dependencies": [{"name", "version", "vulns"} | {"name", "skip_reason"}]}`."""
    packages = report.get("dependencies", [])
    return Findings(
        checked=sum("skip_reason" not in package for package in packages),
        unchecked=[package["name"] for package in packages if "skip_reason" in package],
        faults=[fault for package in packages for fault in _faults(package)],
    )


def _faults(package: Mapping[str, Any]) -> Iterator[str]:
    for fault in package.get("vulns", []):
        mended = ", ".join(fault.get("fix_versions", [])) or "no version yet"
        yield f"{package['name']} {package['version']}: {fault['id']} (mended in {mended})"


def summary(name: str, found: Findings) -> str:
    """One line for a person."""
    if not found.checked:
        return (
            f"{name}: NOTHING was checked. Is there a network, and a service that knows of faults?"
        )
    said = f"{name}: {found.checked} packages looked up, {len(found.faults)} known faults"
    left = ", ".join(found.unchecked)
    return f"{said}; NOT looked up: {left}" if left else said


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]]))
