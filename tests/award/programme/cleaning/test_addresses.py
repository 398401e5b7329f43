"""Addresses as they are kept, and lists of them as mail programs copy them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from award.programme.cleaning.address_lists import Named, Unread, read_people
from award.programme.cleaning.addresses import (
    MOST,
    NotAnAddress,
    ascii_domain,
    clean_address,
    readable_address,
)

ASA, EVA, BO = (
    Named("asa@example.org", "Åsa Ek"),
    Named("eva@example.org", "Ask, Eva"),
    Named("bo@example.org"),
)


@pytest.mark.parametrize(
    "typed",
    ["asa@example.org", " asa@example.org\n", "asa\u200b@example.org", "\ufeffasa@exam\u00adple.org", "asa@EXAMPLE.org",
     "<asa@example.org>", "Åsa Ek <asa@example.org>", "mailto:asa@example.org", "asa@example.org.", "asa@example.org,",
     "ａｓａ＠ｅｘａｍｐｌｅ．ｏｒｇ", "“asa@example.org”", "'asa@example.org'", "\u202aasa@example.org\u202c", "asa@example.org\0"],
    ids=ascii,
)  # fmt: skip
def test_an_address_is_one_however_it_was_pasted(typed):
    assert clean_address(typed) == "asa@example.org"


@pytest.mark.parametrize(
    "domain", ["räksmörgås.se", "RÄKSMÖRGÅS.SE", "xn--rksmrgs-5wao1o.se", "XN--RKSMRGS-5WAO1O.SE", "ra\u0308ksmo\u0308rga\u030as.se"]
)  # fmt: skip
def test_a_domain_in_swedish_and_in_punycode_is_one(domain):
    assert clean_address(f"asa@{domain}") == "asa@xn--rksmrgs-5wao1o.se"
    assert readable_address(clean_address(f"asa@{domain}")) == "asa@räksmörgås.se"


def test_two_domains_are_not_made_one():
    assert ascii_domain("straße.de") != ascii_domain("strasse.de")


def test_the_part_before_the_at_keeps_its_capitals():
    assert clean_address("Asa.Ek+jury@Example.org") == "Asa.Ek+jury@example.org"


@pytest.mark.parametrize(
    ("typed", "why", "what"),
    [
        ("åsa.öberg@example.org", "letters", "åö"), ("asa", "shape", ""), ("asa@", "shape", ""), ("@example.org", "shape", ""),
        ("a b@example.org", "shape", ""), ("asa@@example.org", "shape", ""), ("asa@exa mple.org", "shape", ""),
        ("asa@example.org\r\nBcc: bo@example.org", "shape", ""), (f"{'a' * 243}@example.org", "long", "255"),
        ("a" * 2000, "long", "2000"),
    ],
)  # fmt: skip
def test_what_is_no_address_says_why(typed, why, what):
    with pytest.raises(NotAnAddress) as refusal:
        clean_address(typed)

    assert (refusal.value.why, refusal.value.what) == (why, what)


def test_an_address_of_the_greatest_length_is_one():
    longest = "a" * 60 + "@" + ".".join(["b" * 62] * 3) + ".org"

    assert clean_address(longest) == longest
    assert len(longest) <= MOST


def test_a_domain_counts_as_long_as_it_is_in_the_network():
    with pytest.raises(NotAnAddress):
        clean_address("a" * 64 + "@" + ".".join(["ö" * 40] * 4) + ".org")


@pytest.mark.parametrize(
    "pasted",
    [
        'Åsa Ek <asa@example.org>; "Ask, Eva" <eva@example.org>; bo@example.org',
        'Åsa Ek <asa@example.org>, "Ask, Eva" <eva@example.org>,\n bo@example.org',
        'Åsa Ek <asa@example.org>\n"Ask, Eva" <eva@example.org>\r\n<bo@example.org>',
        'Åsa Ek <asa@example.org>\t"Ask, Eva" <eva@example.org>\tbo@example.org',
        "Ek Åsa <asa@example.org>; Ask, Eva <eva@example.org>; bo@example.org;".replace("Ek Åsa", "Åsa Ek"),
        'Till: Åsa Ek <asa@example.org>; “Ask, Eva” <eva@example.org>; mailto:bo@example.org',
        'Åsa Ek asa@example.org\n"Ask, Eva" eva@example.org\nbo@example.org',
        'Åsa Ek\tasa@example.org\n"Ask, Eva"\teva@example.org\nbo@example.org',
        'asa@example.org (Åsa Ek), "Ask, Eva" <eva@example.org>, bo@example.org',
        'Åsa\u2028 <asa@example.org>'.replace("\u2028", " Ek") + '\u2028"Ask, Eva" <eva@exam\u200bple.org>\vbo@example.org',
    ],
)  # fmt: skip
def test_a_pasted_list_is_read_whole(pasted):
    assert read_people(pasted) == ([ASA, EVA, BO], [])


def test_addresses_with_only_blanks_between_are_several():
    people, unread = read_people("a@example.org b@example.org  c@example.org")

    assert [each.address[0] for each in people] == ["a", "b", "c"]
    assert unread == []


@pytest.mark.parametrize(
    ("pasted", "parts"),
    [
        ("klara, bo@example.org", ["klara"]), ("bo@example.org; Åsa Ek", ["Åsa Ek"]), ("Ask, Eva <bo@example.org>", ["Ask"]),
        ("bo@example.org, åsa@example.org, eva@", ["åsa@example.org", "eva@"]),
        ("bo@example.org\na@example.org/b@example.org", ["a@example.org/b@example.org"]),
        (f"bo@example.org; {'B' * 121} <b@example.org>", [f"{'B' * 121} <b@example.org>"]),
        ("bo@example.org, Bo <b@example.org> Eva <e@example.org>", ["Bo <b@example.org> Eva <e@example.org>"]),
    ],
)  # fmt: skip
def test_each_part_that_cannot_be_read_is_named(pasted, parts):
    people, unread = read_people(pasted)

    assert [each.address for each in people] == ["bo@example.org"]
    assert [each.part for each in unread] == parts


def test_somebody_listed_twice_is_one_and_keeps_her_name():
    assert read_people("bo@example.org, Bo Ask <BO@example.org>") == (
        [Named("bo@example.org", "Bo Ask")],
        [],
    )


def test_a_name_that_only_repeats_the_address_is_none():
    assert read_people("'bo@example.org' <bo@example.org>") == ([BO], [])


def test_a_quote_that_is_never_closed_swallows_nobody():
    people, unread = read_people('"Ask <eva@example.org>\nbo@example.org')

    assert [each.address for each in people] == ["eva@example.org", "bo@example.org"]
    assert unread == []


def test_a_part_says_why():
    assert read_people("åsa@example.org")[1] == [Unread("åsa@example.org", "letters", "å")]


names = st.text(alphabet='abcåäö ,;"-', min_size=1, max_size=12).map(
    lambda n: " ".join(n.replace('"', "").split())
)
people = st.lists(
    st.tuples(st.from_regex(r"[a-z]{1,8}", fullmatch=True), names), min_size=1, max_size=6
)


@given(people, st.sampled_from([", ", "; ", "\n", ",", ";", "\t", " ;\r\n"]))
def test_whatever_a_mail_program_writes_nobody_vanishes(people, separator):
    pasted = separator.join(f'"{name}" <{box}@example.org>' for box, name in people)

    found, unread = read_people(pasted)

    assert {each.address for each in found} == {f"{box}@example.org" for box, _ in people}
    assert unread == []


@given(st.text(alphabet='ab@. ,;<>"\t\n()å', max_size=80))
def test_every_at_sign_is_read_or_named(pasted):
    found, unread = read_people(pasted)

    told = sum(each.part.count("@") for each in unread)
    known = {each.address.lower() for each in found}
    assert told + pasted.count("@") * bool(known) >= pasted.count("@")


@pytest.mark.parametrize("mark", ["1.", "2)", "(3)", "•", "-", "–", "*", "· 4."])
def test_what_a_list_has_before_each_line_is_nobody_s_name(mark):
    """A pasted list made accounts called "1." and "•"."""
    people, unread = read_people(f"{mark} ny1@example.org\n{mark} Åsa Ek <asa@example.org>")

    assert unread == []
    assert people == [Named("ny1@example.org"), Named("asa@example.org", "Åsa Ek")]
