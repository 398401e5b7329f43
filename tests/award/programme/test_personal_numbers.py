"""A personal identity number is noticed in a text, however it is written, and nothing else is."""

import pytest

from award.programme.domain.personal_numbers import personal_numbers, without_personal_numbers

# Numbers of the Swedish Tax Agency's own list for tests: nobody has them.
NUMBERS = [
    "19121212-1212",
    "191212121212",
    "121212-1212",
    "1212121212",
    "121212+1212",
    "121212 - 1212",
    "121212\u00a01212",
    *(f"121212{dash}1212" for dash in "\u00ad\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"),
    "1912\u201112\u201112\u20111212",
]


@pytest.mark.parametrize("number", NUMBERS)
def test_noticed_however_it_is_written(number):
    assert personal_numbers(f"Hon har {number}, tror jag.") == [number]


def test_coordination_number_is_noticed():
    assert personal_numbers("701063-2391") == ["701063-2391"]


@pytest.mark.parametrize(
    "other",
    [
        "121212-1213",  # the last digit is wrong
        "121312-1212",  # no such month
        "070-123 45 67",
        "2026-11-26 05:07",
        "SE556677889901",
        "0470-58 83 00",
        "12345678901234567890",
        "",
    ],
)
def test_what_is_none_is_left_alone(other):
    assert personal_numbers(other) == []


def test_each_is_taken_out_and_the_rest_stays():
    text = "Anna (19121212-1212) och Berit, 121212-1212."

    assert without_personal_numbers(text) == "Anna ([…]) och Berit, […]."


@pytest.mark.parametrize(
    "typed",
    [
        "12 12 12 - 12 12",
        "1912-12-12-1212",
        "1912-12-12 1212",
        "121212/1212",
        "121212_1212",
        "1912.12.12.1212",
    ],
)
def test_one_is_noticed_however_it_is_parted(typed):
    text = f"Hon heter Anna ({typed}) och bor här."

    assert personal_numbers(text) == [typed]
    assert without_personal_numbers(text) == "Hon heter Anna ([…]) och bor här."
