"""Rule books that list their rounds: stages before the last jury, and categories that go different ways."""

from __future__ import annotations

import hashlib
import json
import random
from dataclasses import replace

import pytest

from tests.voting.count.packages import (
    SEED,
    alias,
    altered,
    package,
    random_material,
    random_rules,
    recount_here,
    recounter,
)
from voting.count.reckoning import Material, reckon
from voting.count.registry import METHODS
from voting.count.rounds import as_met_by, next_after, slugs_met, stages_of
from voting.count.sheets import Sheet

RECOUNT = recounter()
MANY = 60


def listed(source: random.Random, method: str) -> dict:
    """The first category goes through up to three juries, the second through a vote of another method, perhaps after one."""
    book = random_rules(source, method)
    jury = book.pop("jury", None) or random_rules(random.Random(3), method)["jury"]
    vote = book.pop("vote", {"method": method})
    other = {"method": source.choice(list(METHODS))}
    juries = [
        {**jury, "slug": f"jury-{n}", "kind": "jury", "categories": ["first"], "finalists": 5 - n}
        for n in range(1, source.randint(2, 4))
    ]
    rounds = [
        {"slug": "nomination", "kind": "nomination"},
        *juries,
        *([{**jury, "slug": "others", "kind": "jury", "categories": ["second"]}] * source.randint(0, 1)),
        {**vote, "slug": "vote", "kind": "vote", "categories": ["first"]},
        {**other, "slug": "vote-2", "kind": "vote", "categories": ["second"]},
    ]  # fmt: skip
    categories = [{"slug": "first", **prize(source)}, {"slug": "second", **prize(source)}]
    return {**book, "format": "forebild-rules/2", "rounds": rounds, "categories": categories}


def prize(source: random.Random) -> dict:
    seats = source.randint(1, 3)
    grades = {"grades": [{"sv": str(n)} for n in range(seats)]} if source.random() < 0.5 else {}
    return {"prize": {"seats": seats, **grades}} if source.random() < 0.7 else {}


def played(source: random.Random, book: dict) -> list[Material]:
    """From stage to stage: who came of one stands in the next, but for whoever has left meanwhile."""
    found, coming = [], {}
    for name in [*stages_of(book), "first", "second"]:
        met = as_met_by(book, name)
        drawn = random_material(source, {k: v for k, v in met.items() if v is not None}, name)
        if name in coming:
            drawn = _with_entries(source, drawn, coming[name], met)
        if "@" in name:
            drawn = replace(drawn, added=[], ballots=(), left=[])
            chosen = reckon(book, drawn, seed=SEED).finalists
            drawn = replace(drawn, left=[n for n in chosen if source.random() < 0.1])
            coming[next_after(book, name)] = reckon(book, drawn, seed=SEED).finalists
        found.append(drawn)
    return found


def _with_entries(source, drawn: Material, entries, met) -> Material:
    sheets = [replace(s, entry=source.choice(entries)) for s in drawn.sheets if entries]
    once = {(s.entry, s.juror): s for s in sheets}
    return replace(
        drawn, entries=list(entries), sheets=list(once.values()), added=[], left=[], ballots=()
    )


def packed(book: dict, materials: list[Material]):
    ballots = sum(n for m in materials for _text, n in m.ballots)
    receipts = [hashlib.sha256(f"{n}".encode()).hexdigest() for n in range(ballots)]
    return package(book, materials, receipts=receipts)


@pytest.mark.parametrize("method", METHODS)
def test_both_counters_agree_on_years_with_many_rounds(method, tmp_path):
    source = random.Random(f"rounds {method}")
    for _ in range(MANY):
        book = listed(source, method)
        materials = played(source, book)
        made = packed(book, materials)

        for for_auditor in dict.fromkeys([None, made.for_auditor]):
            code, said = recount_here(RECOUNT, tmp_path, made.archive, for_auditor)

            assert code == 0, (said, book, materials)


def test_category_meets_its_own_rounds_and_its_last_jury_counts():
    book = listed(random.Random(7), "irv")
    juries = [r["slug"] for r in book["rounds"] if r["slug"].startswith("jury-")]

    assert slugs_met(book, "first") == {"jury": juries[-1], "vote": "vote"}
    assert slugs_met(book, "second")["vote"] == "vote-2"
    assert stages_of(book) == [f"first@{slug}" for slug in juries[:-1]]
    assert [next_after(book, stage) for stage in stages_of(book)] == [*stages_of(book)[1:], "first"]


def test_a_book_of_one_shape_is_met_whole():
    book = random_rules(random.Random(2), "score")

    assert as_met_by(book, "first") == book
    assert stages_of(book) == []
    assert slugs_met({**book, "jury": {}, "vote": {"method": "irv"}}, "first") == {"vote": "vote"}


TWO_STAGES = {
    "format": "forebild-rules/2",
    "categories": [{"slug": "first"}],
    "rounds": [
        {"slug": "reading", "kind": "jury", "criteria": [{"slug": "c", "weight": 1}], "aggregate": "mean", "quorum": 1, "finalists": 2},
        {"slug": "meeting", "kind": "jury", "criteria": [{"slug": "d", "weight": 1}], "aggregate": "mean", "quorum": 1, "finalists": 1},
    ],
    "combination": {"rule": "shares", "weights": {"jury": 1, "public": 0}},
    "ties": [],
    "lot": {"commitment": hashlib.sha256(SEED).hexdigest()},
}  # fmt: skip
A, B, C = alias("a"), alias("b"), alias("c")


def two_stages(*, second=(B, C)) -> list[Material]:
    first = [Sheet("J1", who, {"c": points}) for who, points in ((A, 1), (B, 4), (C, 5))]
    then = [Sheet("J1", who, {"d": points}) for who, points in zip(second, (5, 2), strict=True)]
    return [Material("first@reading", [A, B, C], first), Material("first", list(second), then)]


def test_who_went_on_is_told_and_recounted(tmp_path):
    made = packed(TWO_STAGES, two_stages())

    code, said = recount_here(RECOUNT, tmp_path, made.archive)

    assert code == 0, said
    assert "first@reading: 2 of 3 went on" in said
    assert made.result["stages"] == {
        "first@reading": {"jury": {A: "1", B: "4", C: "5"}, "finalists": [B, C], "notes": []}
    }
    assert list(made.result["categories"]) == ["first"]
    assert made.result["categories"]["first"]["placements"][0]["candidates"] == [B]


def test_somebody_in_the_next_round_who_did_not_go_on_is_noticed(tmp_path):
    made = packed(TWO_STAGES, two_stages(second=(A, C)))

    code, said = recount_here(RECOUNT, tmp_path, made.archive)

    assert code == 1
    assert "who went on does not stand in first" in said


def test_points_of_the_earlier_round_that_were_altered_are_noticed(tmp_path):
    made = packed(TWO_STAGES, two_stages())
    other = altered(
        made.archive, {"scores.csv": lambda text: text.replace(f"{A},J1,c1,1", f"{A},J1,c1,5")}
    )

    code, said = recount_here(RECOUNT, tmp_path, other)

    assert code == 1
    assert "DIFFERS first@reading: jury" in said


def test_a_stage_that_the_result_leaves_out_is_noticed(tmp_path):
    made = packed(TWO_STAGES, two_stages())

    def without(text: str) -> str:
        result = json.loads(text)
        del result["stages"]
        return json.dumps(result)

    code, said = recount_here(RECOUNT, tmp_path, altered(made.archive, {"result.json": without}))

    assert code == 1
    assert "DIFFERS first@reading: finalists" in said
