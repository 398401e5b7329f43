"""Names are committed to, and can be erased without touching what is hashed."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.voting.count.packages import (
    SALT,
    SEED,
    alias,
    altered,
    erase_names,
    names_in,
    package,
    read_names,
    recount,
    recount_here,
    recounter,
    sha256_of,
)
from voting.count.lots import commitment as lot_commitment
from voting.count.reckoning import Material
from voting.results.recount import naming
from voting.results.recount.archive import unpack
from voting.results.recount.contents import Name

RECOUNT = recounter()
ADA, BEA, CIA = map(alias, ("ada", "bea", "cia"))
RULES = {
    "format": "forebild-rules/1",
    "categories": [{"slug": "first"}],
    "vote": {"method": "single"},
    "combination": {"rule": "shares", "weights": {"jury": 1, "public": 1}},
    "ties": ["lot"],
    "lot": {"commitment": lot_commitment(SEED)},
}
MATERIAL = Material("first", [ADA, BEA, CIA], (), [(ADA, 3), (BEA, 2), (CIA, 1)])
NAMES = [
    Name(ADA, 'Ada "Augusta" King, née Byron', "Analytical Engines, Ltd", "1a" * 32),
    Name(BEA, "Bea Åström", "", "2b" * 32),
    Name(CIA, "Cia\r\nof two lines", "=1+1", "3c" * 32),
]


@pytest.fixture(scope="module")
def made():
    return package(RULES, [MATERIAL], names=NAMES)


def test_commitment_is_the_sha256_of_salt_and_fields():
    text = f"{'2b' * 32}\0{BEA}\0Bea Åström\0"

    assert naming.commitment(NAMES[1]) == hashlib.sha256(text.encode()).hexdigest()


def test_each_public_candidate_is_committed_to(made):
    assert made.result["names"] == {n.alias: naming.commitment(n) for n in NAMES}


def test_salts_are_long_and_never_the_same():
    assert len(naming.new_salt()) == 64
    assert naming.new_salt() != naming.new_salt()


@pytest.mark.parametrize(
    "name",
    [Name(ADA, "Ada", "", ""), Name(ADA, "A\0da", "", SALT), Name(ADA, "Ada", "\0", SALT)],
)
def test_name_that_cannot_be_committed_to_is_refused(name):
    with pytest.raises(ValueError, match="needs a salt and must not hold a zero byte"):
        naming.commitment(name)


def test_names_are_read_as_they_were_written():
    assert read_names(naming.write_names(NAMES)) == NAMES
    assert naming.write_names(NAMES[::-1]) == naming.write_names(NAMES)


def test_recount_calls_people_by_their_names(made, tmp_path):
    code, said = recount(tmp_path, made.archive)

    assert (code, f"first: 2. Bea Åström ({BEA})\n" in said) == (0, True)


def test_erased_name_leaves_an_alias_and_the_same_hash(made, tmp_path):
    erased = erase_names(made.archive, {ADA})

    code, said = recount(tmp_path, erased)

    assert (code, f"erased: {ADA}\n" in said, f"first: 1. {ADA}\n" in said) == (0, True, True)
    assert sha256_of(erased) == made.sha256
    assert sorted(names_in(erased)) == [BEA, CIA]
    everything = b"".join(unpack(erased).values())
    assert b"Byron" not in everything
    assert NAMES[0].salt.encode() not in everything


def test_erasing_twice_or_nobody_changes_nothing(made):
    once = erase_names(made.archive, {ADA})

    assert erase_names(once, {ADA}) == once
    assert erase_names(made.archive, set()) == made.archive


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Bea Åström", "Bea Ström"),
        (f'"{BEA}","Bea Åström",""', f'"{BEA}","Bea Åström","Works"'),
        ("2b2b", "2c2b"),
        (BEA, alias("eve")),
    ],
)
def test_name_that_was_changed_is_found_out(made, tmp_path, old, new):
    touched = altered(made.archive, {"names.csv": lambda t: t.replace(old, new)}, listed=False)

    code, said = recount(tmp_path, touched)

    assert (code, "DIFFERS names.csv: k" in said) == (1, True)
    assert sha256_of(touched) == made.sha256


def test_two_who_exchanged_their_names_are_found_out(made, tmp_path):
    def exchanged(text):
        return text.replace(ADA, "x").replace(BEA, ADA).replace("x", BEA, 1)

    code, said = recount(tmp_path, altered(made.archive, {"names.csv": exchanged}))

    assert (code, said.count("DIFFERS names.csv")) == (1, 2)


def test_line_that_stands_twice_is_found_out(made, tmp_path):
    line = f'"{BEA}","Bea Åström","","{"2b" * 32}"\n'

    code, said = recount(tmp_path, altered(made.archive, {"names.csv": lambda t: t + line}))

    assert (code, f"DIFFERS names.csv: {BEA}" in said) == (1, True)


@settings(max_examples=40, deadline=None)
@given(erased=st.sets(st.sampled_from([ADA, BEA, CIA])))
def test_verdict_is_the_same_whoever_is_erased(made, tmp_path_factory, erased):
    folder = tmp_path_factory.mktemp("erased", numbered=True)

    code, said = recount_here(RECOUNT, folder, erase_names(made.archive, erased))

    assert code == 0
    assert [line[8:] for line in said.splitlines() if line[:8] == "erased: "] == sorted(erased)


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@settings(max_examples=100, deadline=None)
@given(names=st.dictionaries(st.sampled_from([ADA, BEA, CIA]), st.tuples(TEXT, TEXT)))
def test_any_name_comes_back_as_it_was(names):
    given = [Name(a, name, works, SALT) for a, (name, works) in sorted(names.items())]

    assert read_names(naming.write_names(given)) == given


@settings(max_examples=60, deadline=None)
@given(name=TEXT, works=TEXT)
def test_both_counters_commit_to_any_name_alike(name, works):
    given = Name(ADA, name, works, SALT)
    files = {"names.csv": naming.write_names([given])}

    names, erased, wrong = RECOUNT.check_names(files, {"names": naming.commitments([given])})

    assert (names, erased, wrong) == ({ADA: name}, [], [])
