"""The fields that every form is made of."""

from __future__ import annotations

import pytest
from django import forms
from django.utils import translation

from award.programme.cleaning.address_lists import Named
from award.programme.forms.addresses import Address, People
from award.programme.forms.codes import Digits
from award.programme.forms.texts import Lines, Name, OneLine, Slug, WebAddress


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def refused(field: forms.Field, typed: str) -> list[str]:
    with pytest.raises(forms.ValidationError) as refusal:
        field.clean(typed)
    return [str(message) for message in refusal.value.messages]


def test_one_line_is_one_line():
    assert OneLine(max_length=20).clean(" Åsa\u2028Ek\v\u200b ") == "Åsa Ek"


def test_lines_keep_their_breaks():
    assert Lines(max_length=20).clean("klubben\vHon\x85\u2029Där\0") == "klubben\nHon\n\nDär"


@pytest.mark.parametrize("field", [OneLine, Lines, Name])
@pytest.mark.parametrize("typed", ["\u3164", "\u200b\u2060", " \u2800\n"], ids=ascii)
def test_what_nobody_sees_is_nothing_typed(field, typed):
    assert refused(field(max_length=20), typed) == ["This field is required."]
    assert field(max_length=20, required=False).clean(typed) == ""


@pytest.mark.parametrize("typed", ["123", "✨", "?!", "4711 – 12"])
def test_a_name_has_a_letter(typed):
    assert refused(Name(max_length=20), typed) == ["A name has at least one letter."]


def test_a_text_that_turns_round_is_refused_with_the_place():
    assert refused(Lines(max_length=90), "Hon är \u202egrebÖ") == [
        "After “Hon är” stands an invisible sign that turns the text round. Take away the words around it and write them again."
    ]
    assert refused(Name(max_length=90), "\u202eannA") == [
        "The text begins with an invisible sign that turns it round. Empty the field and write it again."
    ]


def test_a_length_counts_what_is_kept_and_says_both_numbers():
    field = Lines(max_length=5, min_length=2)

    assert field.clean("å\u200b\u200bå\u200b") == "åå"
    assert field.clean("a\r\nb\r\nc") == "a\nb\nc"
    assert refused(field, "👩👩👩👩👩👩") == [
        "Make it shorter: at most 5 characters. It has 6 now."
    ]
    assert refused(field, "å\u200b") == [
        "Write a little more: at least 2 characters. It has 1 now."
    ]


@pytest.mark.parametrize(
    "field",
    [OneLine(max_length=5), Lines(max_length=5), Address(), Digits(), People()],
    ids=lambda field: type(field).__name__,
)
def test_no_browser_cuts_what_is_pasted(field):
    attrs = field.widget_attrs(field.widget) | field.widget.attrs

    assert not {"maxlength", "minlength"} & set(attrs)


def test_a_slug_is_small_with_hyphens():
    assert Slug(max_length=50).clean(" Arets_IT-kvinna\u200b ") == "arets-it-kvinna"


@pytest.mark.parametrize(
    "typed", ["digitri.se\u200b", " https://digitri.se", "digitri.se\n"], ids=ascii
)
def test_a_web_address_is_clean_and_whole(typed):
    assert WebAddress().clean(typed) == "https://digitri.se"


@pytest.mark.parametrize("typed", ["x" * 5000, "http://[", "javascript:alert(1)"])
def test_what_is_no_web_address_is_refused(typed):
    assert len(refused(WebAddress(), typed)) >= 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("asa", "That is not a whole address. It is written like name@example.org."),
        (
            "åsa@example.org",
            "Before the @ stands what no address has: å. Look at how it is spelled.",
        ),
        ("a" * 250 + "@example.org", "An address has at most 254 characters."),
        ("a" * 308 + "@example.org", "An address has at most 254 characters."),
    ],
    ids=len,
)
def test_an_address_says_what_is_wrong_with_it(typed, said):
    assert refused(Address(), typed) == [said]


def test_people_are_read_out_of_a_list():
    assert People().clean('Åsa Ek <asa@example.org>; "Ask, Eva" <eva@example.org>') == [
        Named("asa@example.org", "Åsa Ek"),
        Named("eva@example.org", "Ask, Eva"),
    ]


def test_each_part_of_a_list_that_cannot_be_read_is_named():
    assert refused(
        People(), "klara, bo@example.org; å@example.org, " + "x" * 260 + "@example.org"
    ) == [
        "“klara” is not an e-mail address. A name with a comma in it stands in quotes.",
        "“å@example.org”: before the @ stands what no address has: å.",
        f"“{'x' * 80}…” is too long: an address has at most 254 characters.",
    ]


@pytest.mark.parametrize("typed", [" ; , ", "\n\t", "<>"])
def test_a_list_of_nobody_is_refused(typed):
    assert len(refused(People(), typed)) == 1


@pytest.mark.parametrize("typed", ["1234 5678", "Reserve code: 12345678", "１２３４-５６７８"])
def test_a_field_for_two_lengths_takes_either(typed):
    field = Digits(lengths=(6, 8))

    assert field.clean(typed) == "12345678"
    assert field.clean("123 456") == "123456"
    assert len(refused(field, "1234567")) == 1
