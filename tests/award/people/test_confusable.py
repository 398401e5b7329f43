"""A name that looks like another finalist's is refused, whatever letters it is written with."""

import pytest

from award.people.domain.names.confusable import as_latin, mixes_alphabets, skeleton
from award.people.domain.names.likeness import name_keys
from nominations.domain.alike import TooAlike, refuse_alike
from nominations.domain.answering import say_yes
from nominations.domain.rewording import RewordingRefused
from nominations.models import Candidate
from tests.factories import make_candidate, make_edition, make_entry

LOOKS = {
    "Cyrillic": "\u0412\u0435rit Ek",
    "all Cyrillic": "\u0421\u0435\u0441 \u0415\u043a",
    "Greek iota": "Ber\u03b9t Ek",
    "l for i": "Berlt Ek",
    "1 for i": "Ber1t Ek",
    "dotless i": "Ber\u0131t Ek",
    "soft hyphen": "Be\u00adrit Ek",
    "full width": "\uff22erit Ek",
}


@pytest.mark.parametrize("look", [look for look in LOOKS if look != "all Cyrillic"])
def test_what_looks_the_same_shares_a_key(look):
    """Seen: "Berlt", and "Berit" with a Cyrillic or a Greek letter, stood beside Berit."""
    assert name_keys(LOOKS[look]) & name_keys("Berit Ek")


def test_name_wholly_of_another_alphabet_that_looks_the_same_shares_a_key():
    assert name_keys(LOOKS["all Cyrillic"]) & name_keys("Cec Ek")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Berit Ek", "Britt Ek"),
        ("Anna Ek", "Anne Ek"),
        ("Maj Lind", "Mai Lund"),
        ("Ola Ek", "Åke Ek"),
    ],
)
def test_other_names_share_none(one, other):
    assert not name_keys(one) & name_keys(other)


@pytest.mark.parametrize(
    ("name", "mixed"),
    [
        ("Åsa Öberg-Ünal", False), ("\u041e\u043b\u044c\u0433\u0430", False), ("Ελένη", False),
        (LOOKS["Cyrillic"], True), (LOOKS["Greek iota"], True), ("Anna (\u041e\u043b\u044f)", True),
        ("李 Li", False), ("", False),
    ],
)  # fmt: skip
def test_alphabets_are_mixed(name, mixed):
    assert mixes_alphabets(name) is mixed


def test_letters_that_look_latin_become_latin():
    assert as_latin(LOOKS["Cyrillic"]) == "Berit Ek"
    assert skeleton("berit") == skeleton("berlt") == skeleton("ber1t")
    assert skeleton("arne") == skeleton("ame")


@pytest.mark.django_db
@pytest.mark.parametrize("look", [look for look in LOOKS if look != "all Cyrillic"])
def test_nobody_takes_a_name_that_looks_like_another_candidates(look):
    edition = make_edition("jury")
    for name in ("Berit Ek", "Maj Lind"):
        make_entry(edition, candidate=make_candidate(edition, name))
    other = Candidate.objects.get(name="Maj Lind")

    with pytest.raises(RewordingRefused):
        say_yes(other, {"name": LOOKS[look]})


@pytest.mark.django_db
def test_mixed_alphabets_are_refused_also_where_nobody_is_called_so():
    edition = make_edition("jury")

    with pytest.raises(TooAlike):
        refuse_alike(make_candidate(edition, "Maj Lind"), LOOKS["Cyrillic"])


@pytest.mark.django_db
def test_name_of_one_other_alphabet_is_hers():
    edition = make_edition("jury")
    candidate = make_candidate(edition, "Olga Ek")

    said = say_yes(candidate, {"name": "\u041e\u043b\u044c\u0433\u0430 \u042d\u043a"})

    assert said is True
