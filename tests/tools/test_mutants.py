import pytest

from tools import mutants

RESULTS = """
    voting.count.roots.x_mean__mutmut_1: killed
    voting.count.roots.x_mean__mutmut_2: survived
    voting.count.ties.x__split__mutmut_1: timeout
    voting.count.ties.x__split__mutmut_2: not checked
"""
STATUSES = {
    "voting.count.roots.x_mean__mutmut_1": "killed",
    "voting.count.roots.x_mean__mutmut_2": "survived",
    "voting.count.ties.x__split__mutmut_1": "timeout",
}
MISSED = {"voting.count.roots.x_mean__mutmut_2": ("voting.count.roots.mean", "return 1")}


def test_faults_that_were_not_tried_are_left_out():
    assert mutants.read_statuses(RESULTS) == STATUSES


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("voting.count.roots.x_mean__mutmut_5", "voting.count.roots.mean"),
        ("voting.count.ties.x__split__mutmut_12", "voting.count.ties._split"),
        ("voting.count.outcome.xǁCountǁto_json__mutmut_1", "voting.count.outcome.Count.to_json"),
    ],
)
def test_fault_is_told_by_its_function(name, function):
    assert mutants.function(name) == function


def test_list_of_faults_that_change_nothing_is_read_line_by_line():
    held = {"same": [{"why": "so", "in": "f", "lines": ["a", "b"]}, {"in": "g", "lines": ["a"]}]}

    assert mutants.read_listed(held) == {("f", "a"), ("f", "b"), ("g", "a")}


def test_figures_are_told_by_module_and_too_few_is_a_failure(capsys):
    code = mutants.tell(STATUSES, MISSED, set(), whole=True)

    said = capsys.readouterr().out
    assert code == 1
    assert said.startswith("survived: voting.count.roots.x_mean__mutmut_2\n    return 1\n")
    assert "voting.count.roots                       1 of 2 found, 50.0 %" in said
    assert said.endswith(
        "all: 2 of 3 found, 66.7 %; without 0 that change nothing: 2 of 3 found, 66.7 %\n"
    )


def test_fault_that_changes_nothing_is_not_missed(capsys):
    code = mutants.tell(STATUSES, MISSED, set(MISSED.values()), whole=True)

    assert code == 0
    assert capsys.readouterr().out.endswith(
        "without 1 that change nothing: 2 of 2 found, 100.0 %\n"
    )


@pytest.mark.parametrize(("whole", "code"), [(True, 1), (False, 0)])
def test_list_that_is_out_of_date_is_a_failure_of_a_whole_run(capsys, whole, code):
    listed = {*MISSED.values(), ("voting.count.roots.mean", "return 2")}

    assert mutants.tell(STATUSES, MISSED, listed, whole=whole) == code
    assert ("in docs/mutants.toml, but found or not there" in capsys.readouterr().out) is whole
