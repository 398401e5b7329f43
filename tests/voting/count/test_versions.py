"""Later versions of a result, and what people decided."""

import json

import pytest

from tests.voting.count.packages import SEED, alias, altered, contents, package, recount
from voting.count.lots import commitment
from voting.count.reckoning import Material
from voting.results.recount.contents import Correction, Decision

ADA, BEA = map(alias, ("ada", "bea"))
RULES = {
    "format": "forebild-rules/1",
    "categories": [{"slug": "first"}],
    "vote": {"method": "single"},
    "combination": {"rule": "shares", "weights": {"jury": 1, "public": 1}},
    "ties": [],
    "lot": {"commitment": commitment(SEED)},
}
TIED = Material("first", [ADA, BEA], (), [(ADA, 1), (BEA, 1)])
CORRECTION = Correction("A sheet was typed wrongly.", ("Cia Berg", "Dua Lund"))
MEETING = Decision("jury", "The jury met on 3 May.", "2026-05-03T12:00:00Z", (BEA,))
WITHHELD = Decision("withheld", "Nobody is chosen.", "2026-05-03T12:00:00Z")


def test_first_version_corrects_nothing_and_decides_nothing():
    result = package(RULES, [TIED]).result

    assert (result["version"], result["earlier"]) == (1, None)
    assert (result["correction"], result["decision"]) == (None, {})


def test_undecided_category_is_told_without_a_place(tmp_path):
    code, said = recount(tmp_path, package(RULES, [TIED]).archive)

    assert code == 0
    assert said.splitlines()[1:] == [
        "first: undecided: tie: place 1 is shared, and no rule parts those who share it",
        "The recount agrees with the result.",
    ]


def test_correction_names_the_version_before_the_reason_and_two_people(tmp_path):
    first = package(RULES, [TIED])
    given = Material("first", [ADA, BEA], (), [(ADA, 2), (BEA, 1)])

    second = package(RULES, [given], version=2, earlier=first.sha256, correction=CORRECTION)

    assert second.result["correction"] == {
        "reason": "A sheet was typed wrongly.",
        "by": ["Cia Berg", "Dua Lund"],
    }
    code, said = recount(tmp_path, second.archive)
    assert code == 0
    assert f"version 2, after {first.sha256}\n" in said
    assert "corrected: A sheet was typed wrongly. (Cia Berg, Dua Lund)\n" in said


@pytest.mark.parametrize(
    ("decision", "line"),
    [
        (MEETING, f"first: decided by people: jury: Name of {BEA} ({BEA}): The jury met on 3 May."),
        (WITHHELD, "first: decided by people: withheld: Nobody is chosen."),
    ],
)
def test_decision_of_people_is_told_and_not_recounted(tmp_path, decision, line):
    made = package(RULES, [TIED], version=2, earlier="d" * 64, decisions={"first": decision})

    code, said = recount(tmp_path, made.archive)

    assert (code, line in said.splitlines()) == (0, True)
    assert made.result["categories"]["first"]["status"] == "undecided"
    assert made.result["decision"]["first"]["kind"] == decision.kind
    assert made.result["decision"]["first"]["at"] == "2026-05-03T12:00:00Z"


def test_decision_on_a_category_that_there_is_not_is_found_out(tmp_path):
    made = package(RULES, [TIED], version=2, earlier="d" * 64, decisions={"first": WITHHELD})

    def moved(text):
        result = json.loads(text)
        result["decision"] = {"second": result["decision"]["first"]}
        return json.dumps(result)

    code, said = recount(tmp_path, altered(made.archive, {"result.json": moved}))

    assert (code, "DIFFERS decision: second is not a category" in said) == (1, True)


@pytest.mark.parametrize("changes", [{"version": 2}, {"earlier": "d" * 64}])
def test_version_and_the_one_before_it_belong_together(changes):
    with pytest.raises(ValueError, match="names the one before it"):
        contents(RULES, [TIED], **changes)


def test_decision_puts_nobody_on_place_1_but_by_alias():
    named = Decision("jury", "They met.", "2026-05-03T12:00:00Z", ("ada-lovelace",))

    with pytest.raises(ValueError, match="1 people are not named by alias"):
        contents(RULES, [TIED], version=2, earlier="d" * 64, decisions={"first": named})
