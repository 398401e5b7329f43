"""The two counters are written apart; here they meet."""

import json
import random
import subprocess
import sys
from collections import Counter

import pytest

from tests.voting.count.elections import MANY, elections
from tests.voting.count.elections import SEED as ELECTIONS_SEED
from tests.voting.count.packages import (
    FILE,
    SEED,
    random_category,
    random_rules,
    recounter,
    rewrite,
    write_package,
)
from voting.count.reckoning import Material
from voting.count.registry import METHODS, count
from voting.count.sheets import Sheet

RECOUNT = recounter()
PACKAGES = MANY // len(METHODS)


@pytest.mark.parametrize("method", METHODS)
def test_both_counters_agree_on_random_elections(method):
    for names, ballots in elections(method, MANY):
        found = count(method, ballots.items(), candidates=names, seats=1)
        tally, placements, figures = RECOUNT.count(method, ballots, names)

        assert placements == [p.to_json() for p in found.placements], (names, ballots)
        assert figures == found.figures, (names, ballots)
        assert tally == found.rounds[0].tallies, (names, ballots)


def tied_for_the_run_off(number):
    """Elections by STAR in which three or more share the last place in the run-off."""
    source = random.Random(f"tied {ELECTIONS_SEED}")
    while number:
        names = list("abcdef"[: source.randint(3, 6)])
        votes = [
            {n: source.choice([0, 1, 2, 5]) for n in names} for _ in range(source.randint(2, 5))
        ]
        totals = sorted((sum(vote[n] for vote in votes) for n in names), reverse=True)
        if totals.count(totals[1]) >= 3:
            number -= 1
            yield names, Counter("+".join(f"{n}:{s}" for n, s in v.items()) for v in votes)


def test_both_counters_agree_where_many_tie_for_the_run_off_by_star():
    for names, ballots in tied_for_the_run_off(max(MANY, 300)):
        found = count("star", ballots.items(), candidates=names)

        _, placements, _ = RECOUNT.count("star", ballots, names)

        assert placements == [p.to_json() for p in found.placements], (names, ballots)


@pytest.mark.parametrize("method", METHODS)
def test_both_counters_agree_on_whole_awards(method, tmp_path, capsys):
    source = random.Random(f"{method} {ELECTIONS_SEED}")
    path = tmp_path / "package.zip"
    for _ in range(PACKAGES):
        rules = random_rules(source, method)
        categories = [random_category(source, rules, slug) for slug in ("first", "second")]
        write_package(path, rules, categories)

        code = RECOUNT.main(str(path))

        said = capsys.readouterr().out
        assert code == 0, (said, rules, categories)


RULES = {
    "format": "forebild-rules/1",
    "categories": [{"slug": "first"}],
    "jury": {
        "criteria": [{"slug": "model", "weight": 2}, {"slug": "deed", "weight": 1}],
        "aggregate": "mean",
        "quorum": 1,
        "finalists": 2,
    },
    "vote": {"method": "single"},
    "combination": {"rule": "shares", "weights": {"jury": 1, "public": 1}},
    "ties": ["jury", "lot"],
    "lot": {"commitment": "9b" * 32},
}
SHEETS = [
    Sheet(juror, entry, {"model": model, "deed": deed})
    for juror, entry, model, deed in [
        ("juror-1", "ada", 5, 4),
        ("juror-1", "bea", 4, 4),
        ("juror-1", "cia", 1, 2),
        ("juror-2", "ada", 3, 5),
        ("juror-2", "bea", 5, 5),
    ]
]
CATEGORY = Material("first", ["ada", "bea", "cia"], SHEETS, [("ada", 3), ("bea", 4), ("", 1)])


@pytest.fixture
def package(tmp_path):
    path = tmp_path / "package.zip"
    result = write_package(path, RULES, [CATEGORY], seed=None)
    return path, result


def run(path):
    return subprocess.run([sys.executable, FILE, path], capture_output=True, text=True, check=False)


def test_file_prints_the_placements_and_that_they_agree(package):
    done = run(package[0])

    assert (done.returncode, done.stdout) == (
        0,
        "first: 1. bea\nfirst: 2. ada\nThe recount agrees with the result.\n",
    )


def test_ballot_added_afterwards_is_found_out(package):
    path, result = package
    stuffed = Material("first", CATEGORY.entries, SHEETS, [("ada", 9), ("bea", 4)])
    rewrite(path, json.dumps(RULES), [stuffed], result)

    done = run(path)

    assert done.returncode == 1
    assert "DIFFERS first: placements: announced" in done.stdout
    assert done.stdout.endswith("The recount differs from the result.\n")


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda c: c["placements"].reverse(), "first: placements"),
        (lambda c: c["scores"].update(ada="1"), "first: scores"),
        (lambda c: c["jury"].update(ada="5"), "first: jury"),
        (lambda c: c["public"].update(ada="4"), "first: public"),
        (lambda c: c.pop("public"), "first: public"),
    ],
)
def test_every_figure_of_the_result_is_checked(package, change, line):
    path, result = package
    change(result["categories"]["first"])
    rewrite(path, json.dumps(RULES), [CATEGORY], result)

    done = run(path)

    assert done.returncode == 1
    assert f"DIFFERS {line}: announced" in done.stdout


def test_score_changed_afterwards_is_found_out(package):
    path, result = package
    changed = [*SHEETS[:-1], Sheet("juror-2", "bea", {"model": 1, "deed": 5})]
    rewrite(
        path,
        json.dumps(RULES),
        [Material("first", CATEGORY.entries, changed, CATEGORY.ballots)],
        result,
    )

    assert run(path).returncode == 1


def test_rules_changed_afterwards_are_found_out(package):
    path, result = package
    rewrite(path, json.dumps(RULES | {"ties": []}), [CATEGORY], result)

    done = run(path)

    assert (done.returncode, "DIFFERS rules.json" in done.stdout) == (1, True)


def test_seed_that_was_not_committed_to_is_found_out(package):
    path, _ = package
    write_package(path, RULES, [CATEGORY], seed=SEED)

    done = run(path)

    assert done.returncode == 1
    assert "DIFFERS lot: the seed is not the one that the rule book committed to" in done.stdout


def test_category_left_out_is_found_out(package):
    path, result = package
    rewrite(path, json.dumps(RULES), [CATEGORY], result | {"categories": {}})

    assert "DIFFERS categories: announced [], in the rules ['first']" in run(path).stdout


@pytest.mark.parametrize("content", [None, b"", b"not a zip"])
def test_what_is_no_package_is_refused_in_one_line(tmp_path, content):
    path = tmp_path / "package.zip"
    if content is not None:
        path.write_bytes(content)

    done = run(path)

    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith(f"{path}: cannot be read: ")


@pytest.mark.parametrize(
    ("ballots", "reason"),
    [
        ([("cia", 1)], "ballots name who is not a finalist: cia"),
        ([("ada+ada", 1)], "a ballot names somebody twice: ada, ada"),
    ],
)
def test_ballot_that_cannot_be_counted_is_refused(package, ballots, reason):
    path, result = package
    changed = Material("first", CATEGORY.entries, SHEETS, ballots)
    rewrite(path, json.dumps(RULES), [changed], result)

    done = run(path)

    assert (done.returncode, reason in done.stderr) == (2, True)
