"""One mailbox has one address, however its domain is spelt: two would have two votes."""

from __future__ import annotations

import idna
import pytest
from hypothesis import given
from hypothesis import strategies as st

from award.people.domain.canonical import one_mailbox
from award.programme.cleaning.addresses import NotAnAddress, ascii_domain, clean_address

SAME = [
    ("☃.net", "xn--n3h.net"),
    ("☃.net", "XN--N3H.NET"),
    ("☃。net", "xn--n3h.net"),
    ("☃.net.", "☃.net"),
    ("I❤.ws", "xn--i-7iq.ws"),
    ("❤️.ws", "xn--qei.ws"),
    ("💌.la", "xn--rr8h.la"),
    ("☃.räksmörgås.se", "xn--n3h.xn--rksmrgs-5wao1o.se"),
    ("RÄKSMÖRGÅS.se", "xn--rksmrgs-5wao1o.se"),
    ("faß.de", "xn--fa-hia.de"),
    ("ſverige.se", "sverige.se"),
    ("ｅｘａｍｐｌｅ．ｓｅ", "example.se"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_both_spellings_are_one_mailbox(one, other):
    assert clean_address(f"eva@{one}") == clean_address(f"eva@{other}")
    assert one_mailbox(f"eva@{one}") == one_mailbox(f"eva@{other}")


def test_other_signs_are_other_mailboxes():
    assert ascii_domain("☃.net") != ascii_domain("⛄.net")
    assert ascii_domain("faß.de") != ascii_domain("fass.de")


LABELS = st.text("abcåäöß☃❤💌éяあ-", min_size=1, max_size=8)


@given(st.lists(LABELS, min_size=1, max_size=3))
def test_a_domain_that_was_written_in_ascii_stays_as_it_is(labels):
    written = ascii_domain(".".join(labels))

    assert ascii_domain(written) == written
    assert ascii_domain(written.upper()) == written


@given(st.lists(LABELS, min_size=1, max_size=3))
def test_cleaned_twice_an_address_is_the_same(labels):
    try:
        cleaned = clean_address(f"eva@{'.'.join(labels)}.se")
    except NotAnAddress:
        return

    assert clean_address(cleaned) == cleaned


@given(st.text("abcåäöéя", min_size=1, max_size=12))
def test_what_idna_2008_knows_is_written_as_it_says(label):
    assert ascii_domain(f"{label}.se") == f"{idna.encode(label).decode()}.se"
