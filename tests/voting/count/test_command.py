"""`manage.py count`."""

import json

import pytest
from django.core.management import CommandError, call_command

from voting.count.registry import METHODS


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
