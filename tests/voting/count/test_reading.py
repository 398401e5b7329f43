import io
import json

import pytest
from django.core.management import call_command

from voting.count.notation import parse_choice, parse_ranking, parse_scores
from voting.count.reading import BallotFileError, read_ballots


def read(text, parse=parse_choice):
    return list(read_ballots(io.StringIO(text), parse, name="b.csv"))


def test_ballots_are_read_with_their_counts():
    assert read("ballot,count\na+c,3\n,2\n") == [(frozenset("ac"), 3), (frozenset(), 2)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", 'b.csv:1: the first line must be "ballot,count"'),
        ("vote,count\na,1\n", 'b.csv:1: the first line must be "ballot,count"'),
        ("ballot,count\na\n", "b.csv:2: two fields expected, found 1"),
        ("ballot,count\na,1,2\n", "b.csv:2: two fields expected, found 3"),
        ("ballot,count\na,0\n", "b.csv:2: the count must be a whole number above 0, not '0'"),
        ("ballot,count\na,-1\n", "b.csv:2: the count must be a whole number above 0, not '-1'"),
        ("ballot,count\na,1.5\n", "b.csv:2: the count must be a whole number above 0, not '1.5'"),
        ("ballot,count\na,1\nÅ,1\n", "b.csv:3: 'Å' is not a candidate: use a-z, 0-9 and -"),
        ("ballot,count\na+a,1\n", "b.csv:2: a candidate is named twice"),
        ("ballot,count\na+,1\n", "b.csv:2: '' is not a candidate: use a-z, 0-9 and -"),
        ('ballot,count\n"a,1\n', "b.csv:2: not CSV: unexpected end of data"),
    ],
)
def test_what_cannot_be_read_is_told_by_line_and_reason(text, message):
    with pytest.raises(BallotFileError) as refusal:
        read(text)

    assert str(refusal.value) == message


@pytest.mark.parametrize("text", ["a>", ">a", "a>b>a", "a==b", "a>b=", "A"])
def test_bad_rankings_are_refused(text):
    with pytest.raises(BallotFileError):
        read(f"ballot,count\n{text},1\n", parse_ranking)


@pytest.mark.parametrize("text", ["a", "a:", "a:-1", "a:1.5", "a:1+a:2", "a:01", ":1"])
def test_bad_scores_are_refused(text):
    with pytest.raises(BallotFileError):
        read(f"ballot,count\n{text},1\n", parse_scores)


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
