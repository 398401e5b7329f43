"""Every benchmark, each in a process of its own, and a table of goals at the end: `make bench`."""

from __future__ import annotations

import subprocess
import sys

NAMES = ("counting", "table", "voting", "walking", "whole_vote", "mail")


def main() -> int:
    told: list[str] = []
    worst = 0
    for name in NAMES:
        print(f"== {name}", flush=True)
        command = [sys.executable, "-m", f"bench.{name}"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            for line in process.stdout:
                print(line, end="", flush=True)
                told += [line] if line.rstrip().endswith(("met", "not met")) else []
        worst = max(worst, process.returncode)
    print("== goals", *(f"\n{_row(line)}" for line in told), sep="")
    return worst


def _row(line: str) -> str:
    what, _, verdict = line.strip().rpartition(": ")
    return f"{verdict:8} {what}"


if __name__ == "__main__":
    sys.exit(main())
