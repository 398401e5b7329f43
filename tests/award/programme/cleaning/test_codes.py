"""Codes come back in as many ways as there are mail programs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from award.programme.cleaning.codes import MOST, digits_of, grouped_code

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
RECEIPT = "abcde-fgh23-jkmnp-qrstu-vwxyz-45678"
DASHES = "-‐‑‒–—―−﹣－\u00ad"
SPACES = " \t\u00a0\u1680\u2002\u2003\u2007\u2009\u202f\u205f\u3000"
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u200e\u202a\u2069"


@pytest.mark.parametrize("sign", DASHES + SPACES + UNSEEN + "._\n", ids=ascii)
def test_a_code_is_read_with_any_sign_between_its_digits(sign):
    assert digits_of(f"123{sign}456", length=6) == "123456"
    assert digits_of(sign.join("123456"), length=6) == "123456"


@pytest.mark.parametrize(
    "typed",
    ["１２３４５６", "Kod: 123456", "Code: 123 456", "Din kod är 123456.", "123456 är koden", "”123456”", "<123456>",
     "Koden 123456 gäller i 10 minuter.", "123456 gäller till 18.30", "*123456*", "①②③④⑤⑥"],
)  # fmt: skip
def test_a_code_is_read_out_of_what_was_pasted(typed):
    assert digits_of(typed, length=6) == "123456"


@pytest.mark.parametrize(
    ("typed", "digits"),
    [("12345", "12345"), ("", ""), ("abc", ""), ("1234567", "1234567"), ("123456 eller 654321", "123456654321")],
)  # fmt: skip
def test_what_is_no_code_is_told_by_its_length(typed, digits):
    assert digits_of(typed, length=6) == digits


def test_a_reserve_code_has_eight_digits():
    assert digits_of("1234 5678", length=8) == "12345678"


def test_a_whole_page_is_not_searched_for_a_code():
    assert digits_of("x" * MOST + "123456", length=6) == ""


def grouped(typed: str) -> str:
    return grouped_code(typed, alphabet=ALPHABET, length=30, group=5)


@pytest.mark.parametrize("sign", DASHES + SPACES + UNSEEN + "._\n", ids=ascii)
def test_a_receipt_is_read_with_any_sign_between_its_groups(sign):
    assert grouped(RECEIPT.replace("-", sign)) == RECEIPT


@pytest.mark.parametrize(
    "typed",
    [
        f"Kvitto: {RECEIPT}", f"Kvitto {RECEIPT}", f"Receipt: {RECEIPT}", f"Ditt kvitto är {RECEIPT}.", f"{RECEIPT} (spara det)",
        f"KVITTO:\n{RECEIPT.upper()}", f"“{RECEIPT}”", RECEIPT.replace("-", ""), f"Kvitto: {RECEIPT.replace('-', '')}",
        RECEIPT[:17] + "\n" + RECEIPT[17:], "".join(chr(ord(c) + 0xFEE0) for c in RECEIPT), f"Kvitto:{RECEIPT}",
        f"Mitt kvitto: {RECEIPT[:20]} {RECEIPT[20:]}",
    ],
)  # fmt: skip
def test_a_receipt_is_read_out_of_what_was_pasted(typed):
    assert grouped(typed) == RECEIPT


def test_a_receipt_that_lacks_a_sign_shows_what_there_is():
    assert grouped(RECEIPT[:-1]) == RECEIPT[:-1]
    assert grouped("") == ""


def test_two_receipts_are_not_taken_for_one():
    assert len(grouped(f"{RECEIPT} {RECEIPT[::-1]}").replace("-", "")) == 60


@given(st.lists(st.sampled_from(DASHES + SPACES + UNSEEN), min_size=7, max_size=7))
def test_every_way_of_grouping_comes_back(gaps):
    digits = "".join(gap + digit for gap, digit in zip(gaps, "1234567", strict=True))

    assert digits_of(digits, length=7) == "1234567"


@pytest.mark.parametrize(
    "typed",
    [
        "\u0661\u0662\u0663\u0664\u0665\u0666",
        "\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6",
        "\u0967\u0968\u0969 \u096a\u096b\u096c",
        "123456 123456",
        "123456123456",
    ],
)
def test_digits_of_other_scripts_and_a_code_pasted_twice_are_read(typed):
    assert digits_of(typed, length=6) == "123456"


def test_two_codes_that_differ_are_none():
    assert digits_of("123456 654321", length=6) != "123456"
