from fractions import Fraction as F

import pytest

from tests.voting.count.elections import elections
from voting.count.flows import Flow, flows
from voting.count.outcome import CountRound
from voting.count.registry import count


def counted(method, ballots, **options):
    return count(method, ballots.items(), **options)


def test_votes_of_whoever_leaves_go_to_the_next_on_each_ballot():
    irv = counted("irv", {"a>c": 4, "b>c": 3, "c>a": 1, "c": 1})

    assert flows(irv.rounds) == (Flow(("c",), {"a": F(1), "b": F(0)}, F(1)),)


def test_those_who_leave_together_give_together():
    irv = counted("irv", {"a": 3, "b>a": 1, "c>d>a": 1, "d>c": 1}, ties=())

    assert flows(irv.rounds) == (Flow(("b", "c", "d"), {"a": F(2)}, F(1)),)


def test_points_of_eph_go_to_the_companions():
    eph = counted("eph", {"a+b": 2, "a": 1, "b+c": 1, "c": 1}, seats=2)

    (flow,) = flows(eph.rounds)

    assert flow == Flow(("c",), {"a": F(0), "b": F(1, 2)}, F(1))


def test_a_run_off_between_two_is_no_flow():
    star = counted("star", {"a:5+b:4+c:1": 2, "b:5+c:3": 1})

    assert flows(star.rounds) == (None,)


def test_the_count_for_the_next_place_is_no_flow():
    irv = counted("irv", {"a>b": 3, "b>c": 2, "c": 1}, seats=2)
    runs = [n for n, r in enumerate(irv.rounds) if r.elected]

    found = flows(irv.rounds)

    assert [n for n, flow in enumerate(found) if flow is None] == runs[:-1]


@pytest.mark.parametrize("rounds", [(), (CountRound({"a": F(1)}),)])
def test_nothing_flows_without_two_rounds(rounds):
    assert flows(rounds) == ()


@pytest.mark.parametrize("method", ["irv", "eph"])
def test_what_is_given_is_what_those_who_left_had(method):
    for names, ballots in elections(method, 200):
        rounds = count(method, ballots.items(), candidates=names, seats=1).rounds
        for before, flow in zip(rounds, flows(rounds), strict=False):
            if flow is not None:
                had = sum(before.tallies[name] for name in flow.sources)
                assert sum(flow.gains.values()) + flow.exhausted == had, (names, ballots)


def test_a_round_is_the_same_after_json():
    for told in counted("irv", {"a=b>c": 3, "c": 2, "b>c": 1}).rounds:
        assert CountRound.from_json(told.to_json()) == told


def test_round_in_which_nobody_left_is_no_flow():
    step = CountRound({"a": F(2), "b": F(1)})

    assert flows([step, step]) == (None,)


def test_remark_is_kept_in_json():
    told = CountRound({"a": F(1, 2)}, ("b",), ("a",), "a remark")

    assert CountRound.from_json(told.to_json()) == told
