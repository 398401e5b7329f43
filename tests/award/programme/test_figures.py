from fractions import Fraction as F

import pytest
from django.utils import translation

from award.programme.domain.figures import plain, rounded, share
from award.programme.templatetags.award_tags import unbroken


@pytest.mark.parametrize(
    ("figure", "places", "words"),
    [
        (F(1, 2), 0, "1"),
        (F(1, 3), 4, "0,3333"),
        (F(5, 1000), 2, "0,01"),
        (F(-1, 4), 1, "-0,2"),
        (F(7), 2, "7,00"),
    ],
)
def test_figure_is_rounded_half_up_with_a_comma_in_swedish(figure, places, words):
    with translation.override("sv"):
        assert rounded(figure, places) == words


@pytest.mark.parametrize(("figure", "words"), [(F(12), "12"), (F(41, 2), "20.50"), (F(0), "0")])
def test_whole_number_stands_without_decimals(figure, words):
    with translation.override("en"):
        assert plain(figure) == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Årets IT-kvinna", "Årets IT\u2060-\u2060kvinna"),
        ("1 - 2", "1 - 2"),
        ("a-b-c", "a\u2060-\u2060b\u2060-\u2060c"),
    ],
)
def test_line_does_not_break_at_a_hyphen_inside_a_word(text, expected):
    assert unbroken(text) == expected


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (F(2, 5), "40\u00a0%"),
        (F(1), "100\u00a0%"),
        (F(0), "0\u00a0%"),
        (F(1, 3), "1/3"),
        (F(1, 8), "1/8"),
    ],
)
def test_share_is_per_cent_where_that_is_exact_and_else_the_fraction(part, words):
    assert share(part) == words
