"""A copy, an upgrade with a way back, and a restore, as a volunteer makes them: by commands, on servers of their own."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.stack.running import ROOT, environment

pytestmark = [pytest.mark.storm, pytest.mark.xdist_group("copies")]

# What somebody can compare on both sides: rows and what they say, the log's head, every receipt, what is still to do.
LOOK = """
import json
from award.mail.domain.standstill import stands_still
from award.mail.models import Effect, Message
from award.log.domain.verifying import verify_log
from award.site.copies.contents import figures, log_head
from voting.ballots.models import SealedBallot
from voting.results.models import Announcement, EditionResult
print(json.dumps({
    "rows": figures(), "head": log_head(), "faults": len(verify_log().faults), "still": stands_still(),
    "ballots": sorted(map(str, SealedBallot.objects.values_list("pk", flat=True))),
    "results": [r.sha256 for r in EditionResult.objects.order_by("pk")],
    "announced": Announcement.objects.count(),
}))
"""
ERASE = """
from nominations.domain.erasing import erase_candidate
from nominations.models import Candidate
one = Candidate.objects.filter(erased_at=None).exclude(name="").order_by("pk").first()
erase_candidate(one, by="system", reason="asked", taking_part=True)
print(one.pk)
"""
NAME = "from nominations.models import Candidate; print(repr(Candidate.objects.get(pk={}).name))"
# What a restore itself adds; beside it nothing may differ.
ADDED = {"log_logentry", "log_logpayload", "mail_standstill", "django_migrations"}


@dataclass(frozen=True)
class Place:
    """A folder as FOREBILD_VAR, with servers of its own for each command."""

    var: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT, env=environment(self.var), capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip

    def done(self, *arguments: str) -> str:
        finished = self.run(*arguments)
        assert finished.returncode == 0, finished.stderr
        return finished.stdout

    def look(self) -> dict:
        return json.loads(self.done("shell", "-v", "0", "-c", LOOK).splitlines()[-1])

    def refused(self, *arguments: str) -> str:
        """The one line that it says."""
        finished = self.run(*arguments)
        assert finished.returncode == 1, finished.stdout
        (line,) = finished.stderr.strip().splitlines()
        return line


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    made = Path("/tmp") / f"fb-copies-{time.monotonic_ns()}"
    made.mkdir(mode=0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def played(folder: Path) -> Place:
    """A year that was played to its end, with pictures."""
    place = Place(folder / "played")
    place.done("rehearse", "--seed", "3", "--nominations", "4", "--jurors", "4", "--voters", "3")
    return place


@pytest.fixture(scope="module")
def copied(played: Place, folder: Path) -> Path:
    played.done("copy", str(folder / "copy"))
    return folder / "copy"


@pytest.fixture(scope="module")
def restored(played: Place, copied: Path, folder: Path) -> Place:
    place = Place(folder / "restored")
    keep_key(played, place)
    place.done("restore", str(copied))
    return place


def keep_key(of: Place, to: Place) -> None:
    """As people do it by hand: it is in no copy."""
    (to.var / "keys").mkdir(parents=True, mode=0o700)
    shutil.copy2(of.var / "keys" / "forebild.key", to.var / "keys" / "forebild.key")


def test_what_is_put_back_is_what_was_copied_by_rows_head_ballots_and_results(played, restored):
    before, after = played.look(), restored.look()

    assert before["ballots"]
    assert before["results"]
    same = ("ballots", "results", "faults", "announced")
    assert [after[name] for name in same] == [before[name] for name in same]
    assert (before["still"], after["still"]) == (False, True)
    assert {n: r for n, r in after["rows"].items() if n not in ADDED} == {
        n: r for n, r in before["rows"].items() if n not in ADDED
    }
    assert after["rows"]["log_logentry"][0] == before["rows"]["log_logentry"][0] + 1
    head = before["head"]
    assert restored.run("verify_log", "--head", head).returncode == 0


def test_pictures_come_back_and_the_key_is_in_no_copy(played, restored, copied):
    pictures = {p.relative_to(played.var / "media") for p in (played.var / "media").rglob("*")}
    key = (played.var / "keys" / "forebild.key").read_bytes().strip()

    assert pictures
    assert {
        p.relative_to(restored.var / "media") for p in (restored.var / "media").rglob("*")
    } == pictures
    assert not any(key in file.read_bytes() for file in copied.iterdir())
    assert {oct(p.stat().st_mode & 0o077) for p in (copied, copied / "award.dump")} == {"0o0"}


def test_it_stands_still_until_somebody_has_looked(restored):
    assert "Everything stands still" in restored.run("doctor").stdout

    restored.done("go_on", "--reason", "Olga har tittat.")

    assert restored.refused("go_on", "--reason", "Igen.") == "CommandError: Nothing stands still."


def test_without_the_key_nothing_is_put_back_unless_it_is_lost_and_what_was_erased_since_goes_again(
    played, copied, folder
):
    """By the newest list of what was erased, which lies there already."""
    erased = played.done("shell", "-v", "0", "-c", ERASE).split()[-1]
    place = Place(folder / "keyless")
    shutil.copytree(played.var / "erased", place.var / "erased")

    refused = place.refused("restore", str(copied))
    told = place.done("restore", str(copied), "--key-lost")

    assert "restore --key-lost" in refused
    assert re.search(r"; [1-9]\d* things were erased once more", told)
    assert place.done("shell", "-v", "0", "-c", NAME.format(erased)).strip().endswith("''")
    assert "forebild.key" in {p.name for p in (place.var / "keys").iterdir()}


def test_an_upgrade_makes_a_copy_first_that_leads_back(played, folder):
    """The tables are made those of the version before by the step's own way back."""
    played.done("migrate", "mail", "0003", "-v", "0")

    told = played.done("upgrade")
    copy = Path(re.search(r"What was before is in (\S+)\.\n", told)[1])

    manifest = json.loads((copy / "manifest.json").read_text())
    assert "mail.0004_standstill" not in manifest["migrations"]
    assert copy.is_relative_to(played.var / "copies")
    place = Place(folder / "back")
    keep_key(played, place)
    place.done("restore", str(copy))
    assert place.look()["results"] == played.look()["results"]
    assert "of this version" in played.done("upgrade"), "and the next one has nothing to do"
    assert len(list((played.var / "copies").iterdir())) == 1
