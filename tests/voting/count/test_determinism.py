"""The same input gives the same bytes, whatever order Python keeps its sets in."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
PROGRAM = """
import json
from tests.voting.count.elections import elections
from voting.count.registry import METHODS, count
for method in METHODS:
    for names, ballots in elections(method, 40):
        for seats in (1, 2):
            found = count(method, ballots.items(), candidates=set(names), seats=seats)
            print(json.dumps(found.to_json()))
            none = count(method, ballots.items(), candidates=set(names), none="a")
            print(json.dumps(none.to_json()))
"""


def written(hash_seed):
    return subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": hash_seed},
        capture_output=True,
        check=True,
    ).stdout


def test_result_does_not_depend_on_the_order_of_sets():
    first = written("1")

    assert first.count(b"\n") == 9 * 40 * 2 * 2
    assert written("2") == first
