"""What the laboratory's command cannot use is one line, at most 200 signs of it, and exit code 2."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

MANAGE = Path(__file__).parents[3] / "manage.py"
TABLE = "candidate,jury,public\na,3,4\nb,1,2\n"


def refused(capsys, *arguments) -> str:
    with pytest.raises(SystemExit) as stopped:
        call_command("laboratory", *map(str, arguments))
    said = capsys.readouterr().err
    assert (stopped.value.code, said.count("\n")) == (2, 1)
    return said.strip()


def a_file(folder, text: str) -> Path:
    path = folder / "two.csv"
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ("jury=0,public=0", "a side weighs 0 or more, and one of them more than 0"),
        ("jury=-1,public=2", "a side weighs 0 or more, and one of them more than 0"),
        ("nobody=3", "there is no side nobody: jury, public"),
        ("jury=1/0", "1/0 is not a number"),
        ("jury=1e99999999", "1e99999999 is not a number"),
    ],
)
def test_weights_that_weigh_nothing(tmp_path, capsys, options, why):
    said = refused(capsys, a_file(tmp_path, TABLE), "--weights", options)

    assert said == f"--weights: {why}"


def test_rule_for_ties_that_there_is_not(tmp_path, capsys):
    """Every rule for combining was left out without a word, and nothing was printed."""
    said = refused(capsys, a_file(tmp_path, TABLE), "--ties", "public,mood")

    assert said.startswith("--ties: mood is not a rule for ties: earlier, first_places, jury")


@pytest.mark.parametrize(
    "row", ["a" * 200_000 + ",1,2", '"' * 200_001, "a," + "9" * 200_000 + ",1", "a,1/0,1"]
)
def test_long_and_strange_cells(tmp_path, capsys, row):
    path = a_file(tmp_path, f"candidate,jury,public\n{row}\n")

    said = refused(capsys, path)

    assert said.startswith(f"{path}:2: ")
    assert len(said) <= len(f"{path}:2: ") + 200


@pytest.mark.parametrize("source", [".", "a" * 100_000, "nothing", "a/9²", "a/99999999999999"])
def test_source_that_can_be_nothing_asks_no_database(capsys, source):
    said = refused(capsys, source)

    assert len(said) <= 200


def test_database_that_is_not_there_is_one_line():
    done = subprocess.run(
        [sys.executable, MANAGE, "laboratory", "award/2026"],
        capture_output=True,
        text=True,
        check=False,
        env={"DATABASE_URL": "postgres://nobody@127.0.0.1:9/none", "PATH": "/usr/bin:/bin"},
    )

    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("award/2026: the database cannot be read: ")


@pytest.mark.parametrize("arguments", [["--weights", "x"], ["--columns", "x"], ["--what"]])
def test_wrong_arguments_are_one_line_without_a_usage_text(tmp_path, arguments):
    done = subprocess.run(
        [sys.executable, MANAGE, "laboratory", a_file(tmp_path, TABLE), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
