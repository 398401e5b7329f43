import io
from fractions import Fraction

import pytest

from voting.count.notation import (
    BallotError,
    parse_choice,
    parse_ranking,
    parse_scores,
    write_choice,
    write_ranking,
    write_scores,
)
from voting.count.reading import BallotFileError, read_ballots
from voting.count.registry import count


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
        ("ballot,count\na,1\nb,1\na\udcff,1\n", "b.csv:4: not UTF-8"),
        (
            f"ballot,count\na,{10**31}\n",
            f"b.csv:2: the count must be a whole number above 0, not '{10**31}'",
        ),
        ("ballot,count\na,٣\n", "b.csv:2: the count must be a whole number above 0, not '٣'"),
        ("ballot,count\na,01\n", "b.csv:2: the count must be a whole number above 0, not '01'"),
        (" ballot,count\n", 'b.csv:1: the first line must be "ballot,count"'),
        ("ballot,count\n a,1\n", "b.csv:2: ' a' is not a candidate: use a-z, 0-9 and -"),
        ('ballot,count\n"a"x,1\n', "b.csv:2: not CSV: ',' expected after '\"'"),
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


def test_lines_may_end_as_on_windows_and_blank_lines_are_passed_over():
    assert read("ballot,count\r\na,1\r\n\r\nc,2\r\n") == [
        (frozenset("a"), 1),
        (frozenset("c"), 2),
    ]


@pytest.mark.parametrize("text", ["a>c=b>d", "a", "", "a=b"])
def test_rankings_are_written_as_they_are_read(text):
    assert parse_ranking(write_ranking(parse_ranking(text))) == parse_ranking(text)


@pytest.mark.parametrize("text", ["a:5+b:3", "a:0", ""])
def test_scores_are_written_as_they_are_read(text):
    assert write_scores(parse_scores(text)) == text


def test_budget_of_points_is_kept():
    with pytest.raises(BallotError, match=r"a:3\+b:4 gives 7 points, the budget is 6"):
        count("points", [("a:3+b:4", 1)], budget=6)

    assert count("points", [("a:3+b:3", 1)], budget=6).ballots == 1


@pytest.mark.parametrize(
    ("method", "ballots", "figures"),
    [
        ("single", {"a": 2, "b": 1}, {"a": 2, "b": 1}),
        ("borda", {"a>b": 2}, {"a": 2, "b": 0}),
        ("irv", {"a": 3, "b": 2, "c>b": 1}, {"a": Fraction(3, 2), "b": Fraction(3, 2), "c": 0}),
        ("schulze", {"a>b>c": 2}, {"a": 2, "b": 1, "c": 0}),
        ("star", {"a:5+b:1": 2}, {"a": 1, "b": 0}),
        ("eph", {"a": 2, "b": 2, "c": 1}, {"a": Fraction(3, 2), "b": Fraction(3, 2), "c": 0}),
    ],
)
def test_figures_for_combining_are_tallies_or_how_many_one_is_placed_before(
    method, ballots, figures
):
    assert count(method, ballots.items(), seats=1).figures == figures


@pytest.mark.parametrize(("text", "written"), [("c+a+b", "a+b+c"), ("a", "a"), ("", "")])
def test_choices_are_written_in_alphabetical_order(text, written):
    assert write_choice(parse_choice(text)) == written


@pytest.mark.parametrize(
    ("parse", "text"), [(parse_choice, "a+a"), (parse_ranking, "a>b=a"), (parse_scores, "a:1+a:2")]
)
def test_candidate_named_twice_is_told_for_every_kind_of_ballot(parse, text):
    with pytest.raises(BallotError, match=r"^a candidate is named twice$"):
        parse(text)
