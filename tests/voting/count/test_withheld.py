"""Small panels and electorates: figures for everybody, sheets and ballots for an auditor."""

import hashlib
import json
from fractions import Fraction as F

import pytest

from tests.voting.count.packages import SALT, SEED, alias, altered, package, recount
from voting.count.lots import commitment
from voting.count.reckoning import Material
from voting.count.sheets import Sheet
from voting.results.recount.archive import pack, unpack

ADA, BEA, CIA = map(alias, ("ada", "bea", "cia"))
PUBLICATION = {
    "least_jurors": 3,
    "least_voters": 4,
    "small_panel": "figures",
    "small_electorate": "figures",
    "auditor": "The county's auditor",
}
RULES = {
    "format": "forebild-rules/1",
    "categories": [{"slug": "first"}, {"slug": "second"}],
    "jury": {
        "criteria": [{"slug": "deed", "weight": 1}],
        "aggregate": "mean",
        "quorum": 1,
        "finalists": 2,
    },
    "vote": {"method": "irv"},
    "combination": {"rule": "points", "weights": {"jury": 1, "public": 1}},
    "ties": ["jury", "earlier", "lot"],
    "lot": {"commitment": commitment(SEED)},
    "publication": PUBLICATION,
}


def panel(*jurors):
    points = {"J1": (5, 4, 1), "J2": (3, 4, 2), "J3": (2, 2, 1)}
    return [
        Sheet(j, entry, {"deed": F(p)})
        for j in jurors
        for entry, p in zip((ADA, BEA, CIA), points[j], strict=True)
        if (j, entry) != ("J2", CIA)
    ]


def materials(jurors=("J1", "J2"), few=2, many=5):
    sheets = panel(*jurors)
    return [
        Material("first", [ADA, BEA, CIA], sheets, [(f"{BEA}>{ADA}", few)] if few else []),
        Material(
            "second",
            [ADA, BEA],
            [s for s in sheets if s.entry != CIA],
            [(ADA, many - 1), (f"{BEA}={ADA}", 1)],
        ),
    ]


@pytest.fixture(scope="module")
def made():
    return package(RULES, materials())


def texts(archive):
    return {name: content.decode() for name, content in unpack(archive).items()}


def test_sheets_of_a_small_panel_and_ballots_of_few_are_not_in_the_package(made):
    files = texts(made.archive)

    assert files["scores.csv"] == "category,entry,juror,criterion,score\n"
    assert {line[:7] for line in files["ballots.csv"].splitlines()[1:]} == {"second,"}
    assert made.result["publication"] == {
        "jury": {"as": "figures", "people": 2},
        "public": {
            "first": {"as": "figures", "people": 2},
            "second": {"as": "ballots", "people": 5},
        },
    }


def test_figures_stand_instead(made):
    assert texts(made.archive)["figures.csv"].splitlines() == [
        "category,side,entry,figure",
        f"first,earlier,{ADA},0",
        f"first,earlier,{BEA},2",
        f"first,jury,{ADA},4",
        f"first,jury,{BEA},4",
        f"first,jury,{CIA},1",
        f"first,public,{ADA},0",
        f"first,public,{BEA},1",
        f"second,jury,{ADA},4",
        f"second,jury,{BEA},4",
    ]


def test_first_round_is_told_only_where_a_tie_may_need_it():
    made = package(RULES | {"ties": ["lot"]}, materials())

    assert "earlier" not in texts(made.archive)["figures.csv"]


def test_entry_below_the_quorum_has_an_empty_figure(tmp_path):
    rules = RULES | {"jury": RULES["jury"] | {"quorum": 2}}
    made = package(rules, materials())

    assert f"first,jury,{CIA},\n" in texts(made.archive)["figures.csv"]
    assert recount(tmp_path, made.archive)[0] == 0


def test_recount_begins_with_the_figures_and_says_so(made, tmp_path):
    code, said = recount(tmp_path, made.archive)

    assert code == 0
    assert said.splitlines() == [
        f"package: {made.sha256}",
        "jury side not recounted",
        f"first: 1. Name of {BEA} ({BEA})",
        f"first: 2. Name of {ADA} ({ADA})",
        "first: public side not recounted",
        f"second: 1. Name of {ADA} ({ADA})",
        f"second: 2. Name of {BEA} ({BEA})",
        "The recount agrees with the result.",
    ]


def test_auditor_recounts_everything(made, tmp_path):
    code, said = recount(tmp_path, made.archive, made.for_auditor)

    assert (code, "not recounted" in said) == (0, False)


def test_what_the_auditor_has_is_committed_to_with_a_salt(made):
    files = texts(made.for_auditor)

    assert made.result["for_auditor"] == hashlib.sha256(made.for_auditor).hexdigest()
    assert sorted(files) == ["ballots.csv", "salt.txt", "scores.csv"]
    assert files["salt.txt"] == f"{SALT}\n"
    assert files["ballots.csv"].splitlines() == ["category,ballot"] + [f"first,{BEA}>{ADA}"] * 2
    assert len(files["scores.csv"].splitlines()) == 1 + 5 + 2 * 2


def test_another_salt_is_another_hash(made):
    other = package(RULES, materials(), auditor_salt="6b" * 32)

    assert other.result["for_auditor"] != made.result["for_auditor"]


def test_nothing_is_withheld_without_a_salt():
    with pytest.raises(ValueError, match="what is withheld needs a salt"):
        package(RULES, materials(), auditor_salt="")


@pytest.mark.parametrize(
    ("jurors", "few", "jury", "public"),
    [
        (("J1", "J2"), 3, "figures", "figures"),
        (("J1", "J2", "J3"), 4, "sheets", "ballots"),
        ((), 0, "sheets", "ballots"),
    ],
)
def test_bounds_are_those_of_the_rule_book(jurors, few, jury, public):
    said = package(RULES, materials(jurors, few)).result["publication"]

    assert (said["jury"]["as"], said["public"]["first"]["as"]) == (jury, public)


@pytest.mark.parametrize(
    ("publication", "expected"),
    [
        (None, ("sheets", "ballots")),
        (PUBLICATION | {"small_panel": "sheets"}, ("sheets", "figures")),
        (PUBLICATION | {"small_electorate": "ballots"}, ("figures", "ballots")),
    ],
)
def test_rule_book_may_publish_everything(publication, expected, tmp_path):
    rules = {key: rule for key, rule in RULES.items() if key != "publication"}
    rules |= {"publication": publication} if publication else {}

    made = package(rules, materials())

    said = made.result["publication"]
    assert (said["jury"]["as"], said["public"]["first"]["as"]) == expected
    assert (made.for_auditor is None) == (publication is None)
    assert recount(tmp_path, made.archive, made.for_auditor)[0] == 0


def test_sides_that_there_are_not_are_not_published():
    jury = {k: r for k, r in RULES.items() if k != "vote"}
    vote = {k: r for k, r in RULES.items() if k != "jury"}

    alone = package(jury, [Material("first", [ADA], panel("J1"))])
    public = package(vote, [Material("first", [ADA], (), [(ADA, 1)])])

    assert alone.result["publication"] == {"jury": {"as": "figures", "people": 1}, "public": {}}
    assert sorted(texts(alone.for_auditor)) == ["salt.txt", "scores.csv"]
    assert public.result["publication"]["jury"] is None
    assert sorted(texts(public.for_auditor)) == ["ballots.csv", "salt.txt"]


def result_with(change):
    def rewritten(text):
        result = json.loads(text)
        change(result)
        return json.dumps(result)

    return {"result.json": rewritten}


def test_nothing_may_be_withheld_that_the_rule_book_does_not_withhold(tmp_path):
    """Somebody announces what she likes, and calls the sheets of nine jurors withheld."""
    made = package(RULES, materials())
    larger = altered(made.archive, result_with(lambda r: r["publication"]["jury"].update(people=9)))

    code, said = recount(tmp_path, larger)

    assert (code, "DIFFERS publication: jury: announced" in said) == (1, True)


def test_old_rule_book_withholds_nothing(made, tmp_path):
    rules = {key: rule for key, rule in RULES.items() if key != "publication"}
    bare = altered(made.archive, {"rules.json": lambda _: json.dumps(rules)})

    code, said = recount(tmp_path, bare)

    assert (code, "DIFFERS publication: public: announced" in said) == (1, True)


@pytest.mark.parametrize("side", ["jury", "public", "earlier"])
def test_figures_that_are_not_those_of_the_sheets_are_found_out_by_the_auditor(
    made, tmp_path, side
):
    touched = altered(
        made.archive,
        {"figures.csv": lambda t: t.replace(f"first,{side},{ADA},", f"first,{side},{ADA},1")},
    )

    code, said = recount(tmp_path, touched, made.for_auditor)

    assert (code, f"DIFFERS first: figures.csv: {side}: announced" in said) == (1, True)


def test_figure_that_is_missing_is_found_out(made, tmp_path):
    short = altered(made.archive, {"figures.csv": lambda t: t.replace(f"first,jury,{ADA},4\n", "")})

    assert recount(tmp_path, short)[0] == 2


@pytest.mark.parametrize("change", ["sheet", "salt"])
def test_another_file_for_the_auditor_is_refused(made, tmp_path, change):
    files = unpack(made.for_auditor)
    name = {"sheet": "scores.csv", "salt": "salt.txt"}[change]
    other = pack(files | {name: files[name].replace(b"5", b"4", 1)})

    code, said = recount(tmp_path, made.archive, other)

    assert (code, "DIFFERS auditor's file: announced" in said) == (1, True)
    assert "jury side not recounted" in said


def test_auditors_file_where_nothing_is_withheld_is_refused(made, tmp_path):
    whole = package(RULES, materials(("J1", "J2", "J3"), few=4))

    code, said = recount(tmp_path, whole.archive, made.for_auditor)

    assert (code, "DIFFERS auditor's file: announced None" in said) == (1, True)


def test_undecided_is_undecided_by_figures_too(tmp_path):
    """Two blank rankings give everybody the same figure; that they name nobody is told apart."""
    given = [materials()[1], Material("first", [ADA, BEA, CIA], panel("J1"), [("", 2)])]

    made = package(RULES, given)

    assert made.result["categories"]["first"]["reasons"] == ["no_ballots"]
    for for_auditor in (None, made.for_auditor):
        code, said = recount(tmp_path, made.archive, for_auditor)
        assert (code, "first: undecided: no_ballots: no ballot names" in said) == (0, True)


def test_number_of_voters_is_checked_by_the_auditor(made, tmp_path):
    more = altered(
        made.archive,
        result_with(
            lambda r: (
                r["publication"]["public"]["first"].update(people=3),
                r["categories"]["first"]["ballots"].update(cast=3),
            )
        )
        | {"receipts.txt": lambda text: text + "f" * 64 + "\n"},
    )

    assert recount(tmp_path, more)[0] == 0
    assert recount(tmp_path, more, made.for_auditor)[0] == 1
