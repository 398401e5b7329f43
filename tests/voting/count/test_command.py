"""`manage.py count`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from voting.count.registry import METHODS

MANAGE = Path(__file__).parents[3] / "manage.py"


def test_command_prints_the_count_as_json(tmp_path, capsys):
    path = tmp_path / "b.csv"
    path.write_text("ballot,count\na>b,2\nb,1\n")

    call_command("count", "irv", str(path))

    assert json.loads(capsys.readouterr().out) == {
        "method": "irv",
        "seats": 1,
        "ballots": 3,
        "rounds": [
            {"tallies": {"a": "2", "b": "1"}, "eliminated": [], "elected": ["a"], "note": ""}
        ],
        "placements": [{"place": 1, "candidates": ["a"]}, {"place": 2, "candidates": ["b"]}],
    }


def test_command_prints_fractions_exactly(tmp_path, capsys):
    path = tmp_path / "b.csv"
    path.write_text("ballot,count\na+b,41\n")

    call_command("count", "eph", str(path), "--seats", "2")

    assert json.loads(capsys.readouterr().out)["rounds"][0]["tallies"] == {"a": "41/2", "b": "41/2"}


@pytest.mark.parametrize("content", [None, b"ballot,count\na+b,1\n", b"ballot,count\n\xff,1\n"])
def test_command_refuses_in_one_line_with_exit_2(tmp_path, capsys, content):
    path = tmp_path / "b.csv"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(SystemExit) as exit:
        call_command("count", "single", str(path))

    error = capsys.readouterr().err
    assert exit.value.code == 2
    assert (error.count("\n"), error.startswith(f"{path}:")) == (1, True)


def test_command_reads_a_file_with_a_byte_order_mark(tmp_path, capsys):
    path = tmp_path / "b.csv"
    path.write_bytes("\ufeffballot,count\na,2\n".encode())

    call_command("count", "single", str(path))

    assert json.loads(capsys.readouterr().out)["ballots"] == 2


def test_command_names_the_line_that_is_not_utf_8_in_a_large_file(tmp_path, capsys):
    path = tmp_path / "b.csv"
    path.write_bytes(b"ballot,count\n" + b"a,1\n" * 5000 + b"\xe5sa,1\n")

    with pytest.raises(SystemExit):
        call_command("count", "single", str(path))

    assert capsys.readouterr().err == f"{path}:5002: not UTF-8\n"


def refused(*arguments):
    """As from a shell: the exit code and what was said there."""
    done = subprocess.run(
        [sys.executable, MANAGE, *arguments], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("seats", ["0", "x", "9" * 5000])
def test_wrong_number_of_seats_is_one_line_without_a_usage_text(tmp_path, seats):
    code, said = refused("count", "single", str(tmp_path / "b.csv"), "--seats", seats)

    assert (code, said.count("\n"), "a whole number above 0 is needed" in said) == (2, 1, True)


def test_method_that_is_not_known_is_one_line_that_names_those_there_are(tmp_path):
    code, said = refused("count", "x" * 5000, str(tmp_path / "b.csv"))

    assert (code, said.count("\n"), len(said) < 200) == (2, 1, True)
    assert "single, approval, points" in said


BAD_LINES = [
    "1/0,1",
    f"{'a' * 200_000},1",
    f"{'=' * 100_000},1",
    f"{'(' * 50_000},1",
    "a,1e99999999",
    f"a,{'9' * 6000}",
    "a:1e99999999,1",
]


@pytest.mark.parametrize("line", BAD_LINES, ids=range(len(BAD_LINES)))
@pytest.mark.parametrize("method", ["single", "score", "irv"])
def test_line_that_cannot_be_read_is_told_shortly(tmp_path, capsys, method, line):
    path = tmp_path / "b.csv"
    path.write_text(f"ballot,count\n{line}\n")

    with pytest.raises(SystemExit) as exit:
        call_command("count", method, str(path))

    error = capsys.readouterr().err
    assert (exit.value.code, error.count("\n")) == (2, 1)
    assert error.startswith(f"{path}:2: ")
    assert len(error) <= len(f"{path}:2: ") + 200 + len("\n")


def test_counts_have_up_to_31_digits(tmp_path, capsys):
    path = tmp_path / "b.csv"
    path.write_text(f"ballot,count\na>b,{10**30}\nb>a,{10**30 - 1}\n")

    call_command("count", "schulze", str(path))

    found = json.loads(capsys.readouterr().out)
    assert found["ballots"] == 2 * 10**30 - 1
    assert found["rounds"][1]["tallies"] == {"a": str(10**30), "b": str(10**30 - 1)}
    assert found["placements"][0]["candidates"] == ["a"]


@pytest.mark.parametrize("method", METHODS)
def test_more_candidates_than_can_be_counted_are_refused_in_one_line(tmp_path, capsys, method):
    names, path = [f"c{n}" for n in range(METHODS[method].most + 1)], tmp_path / "b.csv"
    path.write_text("ballot,count\n" + "".join(f"{written(method, name)},1\n" for name in names))

    with pytest.raises(SystemExit) as exit:
        call_command("count", method, str(path))

    assert exit.value.code == 2
    assert capsys.readouterr().err == (
        f"{path}:0: {method} counts at most {len(names) - 1} candidates, not {len(names)}\n"
    )


def written(method, name):
    return f"{name}:1" if method in {"points", "score", "star"} else name


@pytest.mark.parametrize("seats", ["0", "-1", "x", "1.5"])
def test_command_refuses_a_number_of_seats(tmp_path, seats):
    with pytest.raises(CommandError, match="a whole number above 0 is needed"):
        call_command("count", "single", str(tmp_path / "b.csv"), f"--seats={seats}")


@pytest.mark.parametrize("method", METHODS)
def test_no_ballots_are_counted_too(tmp_path, capsys, method):
    path = tmp_path / "b.csv"
    path.write_text("ballot,count\n")

    call_command("count", method, str(path))

    found = json.loads(capsys.readouterr().out)
    assert (found["ballots"], found["placements"]) == (0, [])
