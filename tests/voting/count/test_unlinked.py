"""Jurors cannot be told by whom they did not judge: aliases per entry, or figures."""

import csv
import io
import random
from fractions import Fraction as F

import pytest

from tests.voting.count.packages import (
    SEED,
    alias,
    altered,
    package,
    recount,
    recount_here,
    recounter,
)
from voting.count.lots import commitment
from voting.count.reckoning import Material
from voting.count.sheets import Sheet
from voting.results.recount.archive import unpack

ADA, BEA, CIA = map(alias, ("ada", "bea", "cia"))
RULES = {
    "format": "forebild-rules/1",
    "categories": [{"slug": "first"}, {"slug": "second"}],
    "jury": {
        "criteria": [{"slug": "deed", "weight": 2}, {"slug": "reach", "weight": 1}],
        "aggregate": "mean",
        "quorum": 1,
        "finalists": 3,
    },
    "combination": {"rule": "places", "weights": {"jury": 1, "public": 1}},
    "ties": ["jury", "lot"],
    "lot": {"commitment": commitment(SEED)},
}
PER_ENTRY, ACROSS = ("mean", "median", "trimmed"), ("borda", "zscores", "severity")


def judged_by(aggregate):
    return RULES | {"jury": RULES["jury"] | {"aggregate": aggregate}}


def panel(*missing, entries=(ADA, BEA, CIA), jurors=4):
    """Sheets of jurors who differ, but for those who are recused: pairs of juror and entry."""
    return [
        Sheet(f"J{n}", entry, {"deed": F(n), "reach": F(1 + (n + place) % 5)})
        for n in range(1, jurors + 1)
        for place, entry in enumerate(entries)
        if (f"J{n}", entry) not in missing
    ]


def materials(*missing, second=()):
    return [
        Material("first", [ADA, BEA, CIA], panel(*missing)),
        Material("second", [ADA, BEA], panel(*second, entries=(ADA, BEA))),
    ]


RECUSED = ("J2", CIA)


def rows_of(made, category="first"):
    text = unpack(made.archive)["scores.csv"].decode()
    return [row for row in csv.DictReader(io.StringIO(text)) if row["category"] == category]


def aliases_of(made, entry, category="first"):
    return {row["juror"] for row in rows_of(made, category) if row["entry"] == entry}


def test_reader_who_knows_of_a_recusal_finds_no_alias_by_it():
    """The desk says that one of four did not judge Cia: which alias lacks her sheet tells nothing."""
    made = package(RULES, materials(RECUSED))

    assert made.result["publication"]["jury"] == {"as": "sheets", "people": 4, "aliases": "entry"}
    assert aliases_of(made, CIA) == {"J1", "J2", "J3"}
    assert aliases_of(made, ADA) == {"J1", "J2", "J3", "J4"}


@pytest.mark.parametrize("aggregate", PER_ENTRY)
def test_points_of_an_entry_are_the_same_whoever_gave_them(aggregate):
    """The package is letter by letter that of any other panel with the same points for each entry."""
    source, given = random.Random(7), materials(RECUSED)

    def shuffled(material):
        drawn = {e: source.sample(["J1", "J2", "J3", "J4"], 4) for e in material.entries}
        called = [
            Sheet(drawn[s.entry][int(s.juror[1:]) - 1], s.entry, s.scores) for s in material.sheets
        ]
        return Material(material.slug, material.entries, called)

    one = package(judged_by(aggregate), given)
    other = package(judged_by(aggregate), [shuffled(material) for material in given])

    assert unpack(one.archive)["scores.csv"] == unpack(other.archive)["scores.csv"]


@pytest.mark.parametrize("aggregate", [*PER_ENTRY, *ACROSS])
def test_even_pattern_keeps_one_alias_for_each_juror(aggregate):
    made = package(judged_by(aggregate), materials())

    assert made.result["publication"]["jury"] == {"as": "sheets", "people": 4}
    deeds = {r["juror"]: r["score"] for r in rows_of(made) if r["criterion"] == "c1"}
    assert deeds == {"J1": "1", "J2": "2", "J3": "3", "J4": "4"}


@pytest.mark.parametrize("aggregate", ACROSS)
def test_aggregate_that_needs_the_juror_is_published_in_figures(aggregate, tmp_path):
    made = package(judged_by(aggregate), materials(RECUSED))

    assert made.result["publication"]["jury"] == {
        "as": "figures",
        "people": 4,
        "because": "uneven",
    }
    assert rows_of(made) == []
    code, said = recount(tmp_path, made.archive)
    assert (code, "jury side not recounted" in said) == (0, True)
    code, said = recount(tmp_path, made.archive, made.for_auditor)
    assert (code, "not recounted" in said) == (0, False)


@pytest.mark.parametrize("aggregate", ACROSS)
def test_juror_of_one_category_alone_has_another_alias_in_each(aggregate, tmp_path):
    """Within each category the pattern is even, so that its sheets can be published."""
    absent = [("J4", ADA), ("J4", BEA)]
    made = package(judged_by(aggregate), materials(second=absent))

    assert made.result["publication"]["jury"] == {
        "as": "sheets",
        "people": 4,
        "aliases": "category",
    }
    assert aliases_of(made, ADA, "second") == {"J1", "J2", "J3"}
    assert recount(tmp_path, made.archive)[0] == 0


@pytest.mark.parametrize("aggregate", [*PER_ENTRY, *ACROSS])
def test_both_counters_agree_on_uneven_patterns(aggregate, tmp_path):
    source, module = random.Random(aggregate), recounter()
    for _ in range(25):
        missing = [
            (f"J{n}", entry)
            for n in range(1, 5)
            for entry in (ADA, BEA, CIA)
            if source.random() < 0.3
        ]
        made = package(judged_by(aggregate), materials(*missing, second=missing[:2]))

        for for_auditor in dict.fromkeys([None, made.for_auditor]):
            code, said = recount_here(module, tmp_path, made.archive, for_auditor)
            assert code == 0, (said, missing)


def test_points_that_are_missing_on_one_sheet_are_a_pattern_too():
    given = materials()
    given[0].sheets[0].scores.pop("reach")

    assert package(RULES, given).result["publication"]["jury"]["aliases"] == "entry"


def changed(old, new):
    return {"result.json": lambda text: text.replace(old, new)}


@pytest.mark.parametrize(
    ("aggregate", "second", "old", "new"),
    [
        ("mean", (), '"aliases":"entry"', '"aliases":"category"'),
        ("mean", (), '"people":4', '"people":3'),
        ("borda", (), '"because":"uneven"', '"because":"few"'),
    ],
)
def test_what_is_said_of_the_aliases_is_checked(aggregate, second, old, new, tmp_path):
    made = package(judged_by(aggregate), materials(RECUSED, second=second))

    code, said = recount(tmp_path, altered(made.archive, changed(old, new)))

    assert (code, "DIFFERS publication: jury: announced" in said) == (1, True)


def test_sheets_may_not_be_withheld_where_no_juror_is_needed(tmp_path):
    made = package(judged_by("borda"), materials(RECUSED))
    lying = altered(made.archive, {"rules.json": lambda text: text.replace("borda", "mean")})

    code, said = recount(tmp_path, lying)

    assert (code, "DIFFERS publication: jury: announced" in said) == (1, True)


def test_auditor_finds_out_that_the_pattern_was_even(tmp_path):
    uneven, even = (package(judged_by("borda"), materials(*m)) for m in ((RECUSED,), ()))
    small = package(
        judged_by("borda")
        | {
            "publication": {
                "least_jurors": 9,
                "least_voters": 1,
                "small_panel": "figures",
                "small_electorate": "ballots",
                "auditor": "The county's auditor",
            }
        },
        materials(),
    )
    assert even.for_auditor is None
    told = small.result["publication"]["jury"] | {"because": "uneven"}
    assert told == uneven.result["publication"]["jury"]

    lying = altered(
        small.archive,
        changed('"as":"figures","people":4', '"as":"figures","because":"uneven","people":4'),
    )

    code, said = recount(tmp_path, lying, small.for_auditor)

    assert (code, "DIFFERS publication: jury: announced" in said) == (1, True)
