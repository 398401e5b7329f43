import pytest

from award.people.domain.canonical import canonical_email


@pytest.mark.parametrize(
    "typed",
    [
        "eva.svensson@gmail.com",
        "EvaSvensson@Gmail.com",
        "e.v.a.svensson+vote2@gmail.com",
        "evasvensson@googlemail.com",
        "  evasvensson@gmail.com ",
        "ｅｖａsvensson@gmail.com",
    ],
)
def test_spellings_of_one_gmail_box_are_one_voter(typed):
    assert canonical_email(typed) == "evasvensson@gmail.com"


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("Eva+röst@outlook.com", "eva@outlook.com"),
        ("eva+2@hotmail.se", "eva@hotmail.se"),
        ("eva+2@icloud.com", "eva@icloud.com"),
        ("eva@RÄKSMÖRGÅS.se", "eva@xn--rksmrgs-5wao1o.se"),
        ("eva@xn--rksmrgs-5wao1o.se", "eva@xn--rksmrgs-5wao1o.se"),
        ("STRASSE@example.org", "strasse@example.org"),
    ],
)
def test_address_is_folded_as_its_provider_does(typed, canonical):
    assert canonical_email(typed) == canonical


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("eva.svensson@example.org", "evasvensson@example.org"),
        ("eva+a@example.org", "eva+b@example.org"),
        ("eva.svensson@outlook.com", "evasvensson@outlook.com"),
        ("eva@gmail.com", "eva@gmail.se"),
    ],
)
def test_addresses_that_may_be_two_people_stay_two(one, other):
    assert canonical_email(one) != canonical_email(other)


@pytest.mark.parametrize("typed", ["Eva@gmail.com", "e.va+x@googlemail.com", "å@Ä.se", "a@b"])
def test_canonical_of_the_canonical_is_the_same(typed):
    once = canonical_email(typed)

    assert canonical_email(once) == once


def test_domain_that_no_coding_can_hold_is_kept_as_it_is():
    assert canonical_email(f"eva@{'x' * 70}.se") == f"eva@{'x' * 70}.se"
