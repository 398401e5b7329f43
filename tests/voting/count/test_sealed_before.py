"""Packages that earlier versions of the platform sealed (forebild-result/1) are counted as ever."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.voting.count.packages import FILE

KEPT = Path(__file__).with_name("sealed_before")
AGREES = "The recount agrees with the result."
SAID = {
    "single_with_jury": ["kategori-1: 1. bea", "kategori-1: 2. anna", "kategori-1: 3. cilla"],
    "irv_with_severity": [
        "first: 1. cia",
        "first: 2. dua",
        "first: 3. bea",
        "second: 1. bea",
        "second: 2. cia",
        "second: 3. dua",
        "third: 1. dua",
        "third: 2. cia",
    ],
    "jury_alone": ["first: 1. ada", "first: 2. dua", "first: 3. bea"],
    # No ballots, no sheets, a finalist without a jury figure, a tie without a lot, nobody at all.
    "small": [
        "missing: 1. ada",
        "missing: 2. cia",
        "missing: 3. bea",
        "silent: 1. ada",
        "silent: 2. bea",
        "tied: 1. ada, bea",
        "unread: 1. ada",
        "unread: 2. bea",
    ],
}


def run(path):
    return subprocess.run([sys.executable, FILE, path], capture_output=True, text=True, check=False)


def test_every_package_that_is_kept_is_tried():
    assert sorted(path.stem for path in KEPT.glob("*.zip")) == sorted(SAID)


@pytest.mark.parametrize("name", SAID)
def test_earlier_package_is_recounted_to_what_it_was(name):
    done = run(KEPT / f"{name}.zip")

    assert (done.returncode, done.stdout.splitlines()) == (0, [*SAID[name], AGREES])


@pytest.mark.parametrize("name", SAID)
def test_earlier_package_that_was_touched_is_found_out(name, tmp_path):
    touched = tmp_path / "touched.zip"
    with zipfile.ZipFile(KEPT / f"{name}.zip") as kept, zipfile.ZipFile(touched, "w") as target:
        for each in kept.namelist():
            text = kept.read(each).decode()
            target.writestr(each, re.sub('"place": ?1', '"place":2', text))

    assert run(touched).returncode == 1
