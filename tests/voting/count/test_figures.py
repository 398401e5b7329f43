from fractions import Fraction as F

import pytest

from voting.count.laboratory.figures import FigureError, number, read_tables


def test_table_with_two_sides():
    (table,) = read_tables(["candidate,jury,public", "Anna Ek,4.5,120", "", "Bea,7/2,80"]).values()

    assert table.sides == {
        "jury": {"Anna Ek": F(9, 2), "Bea": F(7, 2)},
        "public": {"Anna Ek": F(120), "Bea": F(80)},
    }
    assert (table.name, table.places) == ("", {})


@pytest.mark.parametrize("mark", ["\t", ";"])
def test_pasted_from_a_spreadsheet_with_decimal_commas(mark):
    lines = [mark.join(row) for row in (("Candidate", "Jury"), ("Anna", "4,5"))]

    assert read_tables(lines)[""].sides == {"jury": {"Anna": F(9, 2)}}


def test_empty_cell_is_no_figure():
    assert read_tables(["candidate,jury,public", "anna,,3"])[""].sides == {
        "jury": {},
        "public": {"anna": F(3)},
    }


def test_byte_order_mark_and_quoted_names_are_read():
    found = read_tables(["\ufeffcandidate,jury\r\n", '"Ek, Anna",3\r\n'])

    assert found[""].sides == {"jury": {"Ek, Anna": F(3)}}


def test_category_parts_the_rows_and_place_is_kept():
    found = read_tables(
        ["category,candidate,jury,place", "it,anna,3,1", "skog,anna,2,2", "skog,bea,4,1"]
    )

    assert {name: table.sides["jury"] for name, table in found.items()} == {
        "it": {"anna": F(3)},
        "skog": {"anna": F(2), "bea": F(4)},
    }
    assert found["skog"].places == {"anna": 2, "bea": 1}


def test_columns_by_other_names():
    found = read_tables(
        ["year,to,tele_points,jury_points", "2016,ua,323,211"],
        columns={"candidate": "to", "category": "year", "jury": "jury_points"},
    )

    assert found["2016"].sides == {"jury": {"ua": F(211)}}


@pytest.mark.parametrize(
    ("lines", "line", "problem", "what"),
    [
        ([], 1, "empty", ""),
        (["candidate,jury"], 1, "empty", ""),
        (["who,jury", "a,1"], 1, "no candidate", ""),
        (["candidate", "a"], 1, "no sides", ""),
        (["candidate,", "a,1"], 1, "unnamed", ""),
        (["candidate,jury,Jury", "a,1,1"], 1, "unnamed", ""),
        (["candidate," + ",".join("abcdefghi"), "a"], 1, "too many sides", "8"),
        (["candidate,jury", "a,1", "b"], 3, "columns", "2"),
        (["candidate,jury", "a,1", "a,2"], 3, "twice", "a"),
        (["candidate,jury", ",1"], 2, "unnamed", ""),
        (["candidate,jury", "a,much"], 2, "number", "much"),
        (["candidate,jury", "a,1/0"], 2, "number", "1/0"),
        (["candidate,jury", "a," + "9" * 31], 2, "number", "9" * 30),
        (["candidate,jury,place", "a,1,first"], 2, "place", "first"),
        (["candidate,jury", *(f"c{n},1" for n in range(501))], 502, "too many", "500"),
    ],
)
def test_table_that_cannot_be_read_says_where_and_why(lines, line, problem, what):
    with pytest.raises(FigureError) as caught:
        read_tables(lines)

    assert (caught.value.line, caught.value.problem, caught.value.what) == (line, problem, what)


def test_column_that_is_not_there_is_named():
    with pytest.raises(FigureError, match="line 1: column: 'votes'"):
        read_tables(["candidate,jury", "a,1"], columns={"candidate": "candidate", "x": "votes"})


def test_rows_of_one_candidate_add_up_where_that_is_asked_for():
    lines = ["category,candidate,jury,public", "a,ua,8,0", "a,ua,,12", "a,se,1/2,7", "b,ua,1,1"]

    found = read_tables(lines, add_up=True)

    assert found["a"].sides == {
        "jury": {"ua": F(8), "se": F(1, 2)},
        "public": {"ua": F(12), "se": F(7)},
    }
    assert found["b"].sides == {"jury": {"ua": F(1)}, "public": {"ua": F(1)}}


def test_error_without_anything_to_name_says_where_and_what():
    assert str(FigureError(3, "unnamed")) == "line 3: unnamed"
    assert str(FigureError(3, "twice", "a")) == "line 3: twice: 'a'"


def test_longest_number_that_is_read_has_thirty_digits():
    assert number("9" * 30) == 10**30 - 1
    with pytest.raises(ValueError, match=r"^9{31}$"):
        number("9" * 31)


def test_longest_place_that_is_read_has_twenty_nine_digits():
    longest = read_tables(["candidate,jury,place", f"a,1,{'9' * 29}"])[""]

    assert longest.places == {"a": 10**29 - 1}
    with pytest.raises(FigureError, match="line 2: place"):
        read_tables(["candidate,jury,place", f"a,1,{'9' * 30}"])


def test_eight_sides_are_read():
    found = read_tables(["candidate," + ",".join("abcdefgh"), "anna" + ",1" * 8])[""]

    assert list(found.sides) == list("abcdefgh")


def test_five_hundred_candidates_are_read():
    found = read_tables(["candidate,jury", *(f"c{n},1" for n in range(500))])[""]

    assert len(found.sides["jury"]) == 500


def test_last_cell_may_be_empty_and_letters_part_no_cells():
    pasted = read_tables(["candidate\tjury X\tpublic", "anna\t3\t", "bea\t\t4"])[""]
    typed = read_tables(["jury X,candidate", "3,ALEX"])[""]

    assert pasted.sides == {"jury x": {"anna": F(3)}, "public": {"bea": F(4)}}
    assert typed.sides == {"jury x": {"ALEX": F(3)}}


def test_two_juries_points_are_added_side_by_side():
    found = read_tables(["candidate,jury,public", "ua,8,1", "ua,12,1/2"], add_up=True)

    assert found[""].sides == {"jury": {"ua": F(20)}, "public": {"ua": F(3, 2)}}
