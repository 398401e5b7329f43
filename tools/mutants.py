"""Put faults into voting/count one by one and tell how many the tests find.

`make mutants` runs it in an environment of its own; `make mutants ONLY='voting.count.roots*'` tries
some. mutmut makes the faults and tries each with the tests that run through its function; this tells
the figures by module and takes account of docs/mutants.toml, which lists the faults that change
nothing and says why. Exit 1: fewer than 95 % are found, or the list is out of date.
"""

import os
import shutil
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MUTMUT = [str(Path(sys.executable).parent / "mutmut")]
LISTED = Path("docs/mutants.toml")
LEAST = 95
FOUND = ("killed", "timeout")
# Enough elections for the quick tests to find a fault, few enough to try thousands of faults.
ELECTIONS = "60"

Fault = tuple[str, str]


def main(only: list[str]) -> int:
    if not only:
        shutil.rmtree("mutants", ignore_errors=True)
    env = os.environ | {"ELECTIONS": ELECTIONS, "ELECTIONS_SEED": "1789"}
    children = str(min(2, os.cpu_count() or 1))
    subprocess.run([*MUTMUT, "run", "--max-children", children, *only], env=env, check=True)  # noqa: S603
    statuses = read_statuses(said("results", "--all", "True"))
    missed = {name: fault(name) for name, status in statuses.items() if status not in FOUND}
    listed = read_listed(tomllib.loads(LISTED.read_text()))
    return tell(statuses, missed, listed, whole=not only)


def said(*command: str) -> str:
    done = subprocess.run([*MUTMUT, *command], capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout


def read_statuses(text: str) -> dict[str, str]:
    """Faults by name, without those that were not tried."""
    pairs = (line.strip().rpartition(": ") for line in text.splitlines() if ": " in line)
    return {name: status for name, _, status in pairs if status != "not checked"}


def fault(name: str) -> Fault:
    """The function that a fault is in, and the lines that it has instead."""
    lines = said("show", name).splitlines()
    changed = [line[1:].strip() for line in lines if line.startswith("+") and line[:3] != "+++"]
    return function(name), " ".join(changed)


def function(name: str) -> str:
    """voting.count.outcome.xǁCountǁto_json__mutmut_1 → voting.count.outcome.Count.to_json"""
    module, _, mangled = name.rpartition("__mutmut_")[0].rpartition(".")
    return f"{module}.{mangled[2:].replace('ǁ', '.')}"


def read_listed(held: dict[str, Any]) -> set[Fault]:
    """The faults that change nothing: docs/mutants.toml says why."""
    return {(entry["in"], line) for entry in held["same"] for line in entry["lines"]}


def by_module(statuses: dict[str, str]) -> Iterator[tuple[str, Counter[str]]]:
    modules: dict[str, Counter[str]] = defaultdict(Counter)
    for name, status in statuses.items():
        modules[name.rpartition(".")[0]][status] += 1
    yield from sorted(modules.items())


def tell(
    statuses: dict[str, str], missed: dict[str, Fault], listed: set[Fault], *, whole: bool
) -> int:
    for name, what in sorted(missed.items()):
        if what not in listed:
            print(f"{statuses[name]}: {name}\n    {what[1]}")
    for module, counts in by_module(statuses):
        print(f"{module:40} {share(found(counts), counts.total())}")
    same = sum(what in listed for what in missed.values())
    total, killed = len(statuses), found(Counter(statuses.values()))
    print(f"all: {share(killed, total)}; without {same} that change nothing: ", end="")
    print(share(killed, total - same))
    stale = listed - set(missed.values()) if whole else set()
    for where, line in sorted(stale):
        print(f"in {LISTED}, but found or not there: {where}\n    {line}")
    return int(100 * killed < LEAST * (total - same) or bool(stale))


def found(counts: Counter[str]) -> int:
    return sum(counts[status] for status in FOUND)


def share(part: int, whole: int) -> str:
    return f"{part} of {whole} found, {100 * part / whole if whole else 100:.1f} %"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
