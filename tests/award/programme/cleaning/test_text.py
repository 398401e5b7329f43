"""Text as it is kept, whatever it was pasted from."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from award.programme.cleaning.text import (
    TurnedText,
    clean_line,
    clean_lines,
    has_letter,
    without_format,
)

# Signs that do harm, put among those that people write.
AWKWARD = "\0\v\f\r\n\t\x1b\x7f\u0085\u00ad\u034f\u115f\u200b\u200c\u200d\u2028\u2029\u2060\u2066\u2069\u3164\ufe0f\ufeff👩💻❤Å"
typed = st.text(alphabet=st.one_of(st.sampled_from(AWKWARD), st.characters()), max_size=60)


@pytest.mark.parametrize(
    "sign", ["\v", "\f", "\x85", "\u2028", "\u2029", "\r", "\r\n", "\n"], ids=ascii
)
def test_every_kind_of_line_break_is_one(sign):
    assert clean_lines(f"klubben{sign}Hon") == "klubben\nHon"
    assert clean_line(f"klubben{sign}Hon") == "klubben Hon"


def test_letters_are_composed():
    assert clean_line("A\u030asa O\u0308berg") == "Åsa Öberg"


@pytest.mark.parametrize(
    "sign", ["\0", "\x01", "\x1b", "\x7f", "\x9f", "\x1c", "\ud800"], ids=ascii
)
def test_control_characters_go(sign):
    assert clean_lines(f"An{sign}na") == "Anna"
    assert clean_line(f"An{sign}na") == "Anna"


@pytest.mark.parametrize(
    "sign",
    ["\u200b", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u200f", "\u202a", "\u202c", "\u2066", "\u2069", "\u2063",
     "\u180e", "\u061c", "\ufff9", "\U000e0041", "\u034f", "\u200c", "\u200d"],
    ids=ascii,
)  # fmt: skip
def test_format_characters_without_meaning_go(sign):
    assert clean_line(f"An{sign}na Ek") == "Anna Ek"


@pytest.mark.parametrize(
    "emoji",
    ["👩‍💻", "❤️‍🔥", "🧑🏽‍🤝‍🧑🏿", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🙂‍↔️", "👩🏾‍⚕️", "🐻‍❄️",
     "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"],
)  # fmt: skip
def test_an_emoji_stays_whole(emoji):
    assert clean_line(f"Bra {emoji} jobbat") == f"Bra {emoji} jobbat"
    assert clean_lines(emoji) == emoji


@pytest.mark.parametrize("word", ["می‌خواهم", "क्‍ष", "क्‌ष", "\u0600١"], ids=ascii)
def test_a_joiner_stays_where_a_script_needs_it(word):
    assert clean_line(word) == word


@pytest.mark.parametrize("sign", ["\u202d", "\u202e"], ids=ascii)
def test_a_text_that_turns_its_direction_is_refused_with_the_place(sign):
    with pytest.raises(TurnedText) as refusal:
        clean_lines(f"Hon byggde klubben{sign}grebÖ")

    assert refusal.value.near == "Hon byggde klubben"


@pytest.mark.parametrize(
    "text",
    ["\u3164", "\u115f\u1160", "\u2800 \u2800", "\uffa0\n", "\u0301", " \u00a0\t"],
    ids=ascii,
)
def test_what_nobody_can_see_is_nothing(text):
    assert clean_line(text) == ""
    assert clean_lines(text) == ""


@pytest.mark.parametrize(
    ("name", "has"),
    [("Ö", True), ("李娜", True), ("O’Neill", True), ("\u3164", False), ("\uffa0", False), ("3", False), ("–", False)],
)  # fmt: skip
def test_a_name_has_a_letter_that_can_be_seen(name, has):
    assert has_letter(name) is has


def test_blanks_and_tabs_stay_in_several_lines_and_become_one_in_a_line():
    pasted = "  namn\tpoäng\n\n  Anna \t 4  "

    assert clean_lines(pasted) == "namn\tpoäng\n\n  Anna \t 4"
    assert clean_line(pasted) == "namn poäng Anna 4"


def test_nothing_invisible_is_left_of_a_code():
    assert without_format("12\u200b34\u202e56\0") == "123456"


def _cleaned(clean, text: str) -> str | None:
    try:
        return clean(text)
    except TurnedText:
        return None


@given(typed)
def test_what_is_clean_stays_as_it_is(text):
    for clean in (clean_line, clean_lines):
        once = _cleaned(clean, text)

        assert once is None or clean(once) == once


@given(typed)
def test_what_is_clean_can_be_stored_and_seen(text):
    line = _cleaned(clean_line, text)

    assert (
        line is None
        or (
            line == " ".join(line.split())
            and not any(unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} for sign in line)
            and line.encode()
            and (not line or bool(line.strip()))
        )
        or line == ""
    )


@given(st.text(alphabet="abcåäöABCÅÄÖ ,.-’!?0123456789", max_size=60))
def test_ordinary_words_are_left_alone(text):
    assert clean_lines(text) == text.strip()
