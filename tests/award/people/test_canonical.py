import pytest

from award.people.domain.canonical import canonical_email, one_mailbox


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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("eva@proton.me", "Eva+x@protonmail.com"),
        ("eva@pm.me", "eva@protonmail.ch"),
        ("eva@icloud.com", "eva@me.com"),
        ("eva+1@mac.com", "eva@icloud.com"),
        ("vad.som.helst@eva.fastmail.com", "eva+x@fastmail.com"),
        ("eva@yandex.ru", "eva+x@ya.ru"),
        ("eva-ek@yandex.com", "eva.ek@yandex.kz"),
    ],
)
def test_one_box_under_the_names_of_its_provider_is_one_voter(one, other):
    assert canonical_email(one) == canonical_email(other)
    assert canonical_email(canonical_email(one)) == canonical_email(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("eva@proton.me", "eva@icloud.com"),
        ("eva@fastmail.com", "bo@eva.fastmail.com.example.org"),
        ("eva@a.b.fastmail.com", "eva@b.fastmail.com"),
        ("eva-ek@example.org", "eva.ek@example.org"),
    ],
)
def test_boxes_of_two_providers_stay_two(one, other):
    assert canonical_email(one) != canonical_email(other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("eva+2@example.org", "eva@example.org", True),
        ("eva+2@example.org", "EVA+3@example.org", True),
        ("eva+x@gmail.com", "e.va@gmail.com", True),
        ("eva@example.org", "eva@example.com", False),
        ("+eva@example.org", "+bo@example.org", False),
    ],
)
def test_where_two_have_to_be_two_people_a_tag_says_nothing(one, other, same):
    assert (one_mailbox(one) == one_mailbox(other)) == same
