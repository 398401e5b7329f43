"""An extra vote alone decides its category: in one counter, in the other, and in the package between them."""

import random
from dataclasses import replace

import pytest

from tests.voting.count.elections import MANY, ballot
from tests.voting.count.elections import SEED as ELECTIONS_SEED
from tests.voting.count.packages import (
    SEED,
    SMALL,
    alias,
    altered,
    package,
    random_material,
    random_rules,
    recount,
    recount_here,
    recounter,
)
from voting.count.lots import commitment
from voting.count.reckoning import Material, reckon
from voting.count.registry import METHODS
from voting.count.sheets import Sheet
from voting.results.recount.archive import unpack

RECOUNT = recounter()
PACKAGES = MANY // len(METHODS) // 2
ADA, BEA, CIA = map(alias, ("ada", "bea", "cia"))
RULES = {
    "format": "forebild-rules/1",
    "categories": [{"slug": "first"}, {"slug": "second"}],
    "jury": {
        "criteria": [{"slug": "model", "weight": 1}],
        "aggregate": "mean",
        "quorum": 1,
        "finalists": 3,
    },
    "vote": {"method": "single"},
    "combination": {"rule": "shares", "weights": {"jury": 1, "public": 1}},
    "ties": ["jury"],
    "lot": {"commitment": commitment(SEED)},
}
SHEETS = [Sheet("J1", entry, {"model": points}) for entry, points in ((ADA, 5), (BEA, 5), (CIA, 1))]
EXTRA = Material("first", [ADA, BEA], (), [(BEA, 7), (ADA, 2)])
FIRST = Material("first", [ADA, BEA, CIA], SHEETS, [(ADA, 6), (BEA, 6)], extra=EXTRA)
SECOND = Material("second", [ADA, BEA, CIA], SHEETS, [(CIA, 9)])


def test_it_alone_is_counted():
    found = reckon(RULES, FIRST)

    assert found.winners == (BEA,)
    assert found.to_json()["jury"] == {}
    assert found.to_json()["public"] == {ADA: "2", BEA: "7"}
    assert found.to_json()["extra_vote"] is True
    assert found.turnout.to_json() == {"cast": 9, "standing": 9, "left": 0}


def test_without_one_nothing_says_that_there_was_one():
    assert "extra_vote" not in reckon(RULES, SECOND).to_json()


def test_jury_breaks_no_tie_in_it():
    tied = replace(EXTRA, entries=[BEA, CIA], ballots=[(BEA, 1), (CIA, 1)])

    assert reckon(RULES, replace(FIRST, extra=tied)).reasons == ("tie",)


def test_lot_of_the_rule_book_breaks_one():
    tied = replace(EXTRA, ballots=[(ADA, 1), (BEA, 1)])

    assert (
        len(reckon(RULES | {"ties": ["lot"]}, replace(FIRST, extra=tied), seed=SEED).winners) == 1
    )


@pytest.mark.parametrize(
    ("extra", "reasons"),
    [
        (replace(EXTRA, ballots=[]), ("no_ballots",)),
        (replace(EXTRA, ballots=[(ADA, 1)], left=[ADA]), ("no_ballots",)),
        (replace(EXTRA, left=[ADA, BEA]), ("nobody",)),
        (replace(EXTRA, ballots=[(ADA, 1), (BEA, 1)]), ("tie",)),
    ],
)
def test_it_can_leave_the_category_undecided(extra, reasons, tmp_path):
    made = package(RULES, [replace(FIRST, extra=extra), SECOND])

    code, said = recount(tmp_path, made.archive)

    assert made.result["categories"]["first"]["reasons"] == list(reasons)
    assert code == 0, said


def test_whoever_left_it_is_struck_from_its_ballots():
    extra = Material("first", [ADA, BEA, CIA], (), [(ADA, 5), (BEA, 2), (CIA, 1)], left=[ADA])

    found = reckon(RULES, replace(FIRST, extra=extra))

    assert found.winners == (BEA,)
    assert found.turnout.left == 5


def test_package_holds_both_boxes_and_says_who_stood(tmp_path):
    made = package(RULES, [FIRST, SECOND])
    files = {name: content.decode() for name, content in unpack(made.archive).items()}

    assert (
        files["extra-ballots.csv"].splitlines()[1:] == [f"first,{ADA}"] * 2 + [f"first,{BEA}"] * 7
    )
    assert len(files["ballots.csv"].splitlines()) == 1 + 12 + 9
    assert f"first,{BEA},extra" in files["decisions.csv"].splitlines()
    code, said = recount(tmp_path, made.archive)
    assert code == 0
    assert said.splitlines()[1:4] == [
        "first: an extra vote alone decides",
        f"first: 1. Name of {BEA} ({BEA})",
        f"first: 2. Name of {ADA} ({ADA})",
    ]


def test_package_without_one_is_as_it_was():
    made = package(RULES, [replace(FIRST, extra=None), SECOND])

    assert "extra-ballots.csv" not in unpack(made.archive)
    assert "extra" not in made.result["publication"]


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"extra-ballots.csv": lambda t: t.replace(f"first,{BEA}\n", f"first,{ADA}\n")}, "public"),
        ({"extra-ballots.csv": lambda t: t + f"first,{ADA}\n"}, "publication"),
        ({"extra-ballots.csv": lambda t: t.replace(f"first,{BEA}\n", "", 1)}, "publication"),
        ({"decisions.csv": lambda t: t.replace(f"first,{BEA},extra\n", "")}, "cannot be read"),
        ({"decisions.csv": lambda t: t.replace(",extra\n", ",other\n")}, "extra vote"),
        ({"decisions.csv": lambda t: t + f"first,{ADA},extra_left\n"}, "placements"),
        (
            {"result.json": lambda t: t.replace('"extra_vote":true', '"extra_vote":false')},
            "extra vote",
        ),
    ],
)
def test_tampering_with_it_is_noticed(changes, what, tmp_path):
    made = package(RULES, [FIRST, SECOND])

    code, said = recount(tmp_path, altered(made.archive, changes))

    assert code in (1, 2)
    assert what in said


def test_its_ballots_cannot_be_taken_out_unnoticed(tmp_path):
    made = package(RULES, [FIRST, SECOND])

    code, said = recount(
        tmp_path, altered(made.archive, {"extra-ballots.csv": lambda _: ""}, listed=False)
    )

    assert code in (1, 2)
    assert said


@pytest.mark.parametrize(("ordinary", "extra"), [(3, 9), (9, 3), (3, 3)])
def test_few_voters_in_either_vote_are_told_in_figures(ordinary, extra, tmp_path):
    rules = RULES | {"publication": SMALL | {"small_panel": "sheets"}}
    voted = replace(EXTRA, ballots=[(BEA, extra)])
    made = package(rules, [replace(FIRST, ballots=[(ADA, ordinary)], extra=voted), SECOND])

    alone = recount(tmp_path, made.archive)
    audited = recount(tmp_path, made.archive, made.for_auditor)

    assert (alone[0], audited[0]) == (0, 0), (alone, audited)
    assert ("first: public side not recounted" in alone[1]) == (extra < SMALL["least_voters"])
    assert "not recounted" not in audited[1]
    assert made.result["publication"]["extra"]["first"]["people"] == extra


def with_extra_vote(source, rules, material):
    """Some of the category's people stand once more, and are voted for."""
    stands = sorted(source.sample(material.entries, source.randint(0, len(material.entries))))
    if "vote" not in rules or len(stands) < 2:
        return material
    cast = [ballot(rules["vote"]["method"], stands, source) for _ in range(source.randint(0, 9))]
    left = [name for name in stands if source.random() < 0.15]
    counted = sorted((text, cast.count(text)) for text in set(cast))
    return replace(material, extra=Material(material.slug, stands, (), counted, left=left))


@pytest.mark.parametrize("method", METHODS)
def test_both_counters_agree_on_whole_awards_with_extra_votes(method, tmp_path):
    source = random.Random(f"extra {method} {ELECTIONS_SEED}")
    for _ in range(PACKAGES):
        rules = random_rules(source, method)
        materials = [random_material(source, rules, slug) for slug in ("first", "second")]
        materials[0] = with_extra_vote(source, rules, materials[0])
        made = package(rules, materials)

        for for_auditor in dict.fromkeys([None, made.for_auditor]):
            code, said = recount_here(RECOUNT, tmp_path, made.archive, for_auditor)

            assert code == 0, (said, rules, materials)
