"""Rankings that stand for others: they take the same steps as often, so every count is the same."""

import random
import tracemalloc
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.voting.count.elections import RANKED, elections
from voting.count.crossings import merge_rankings
from voting.count.notation import BallotError, parse_ranking, write_ranking
from voting.count.profile import Profile, collapse
from voting.count.registry import count, count_profile, profile_of

NAMES = "abcde"


def merged(ballots, **options):
    found = merge_rankings(ballots.items(), **options)
    return {write_ranking(ranking): weight for ranking, weight in found.items()}


def as_cast(names, ballots):
    return Profile(tuple(names), collapse((parse_ranking(t), w) for t, w in ballots.items()))


def steps(ballots):
    """How many ballots go from a set of candidates to a next tier; their ends are steps too."""
    found = Counter()
    for text, weight in ballots.items():
        above = frozenset()
        for tier in (*parse_ranking(text), frozenset()):
            found[above, tier] += weight
            above |= tier
    return +found


@st.composite
def ranked(draw):
    """A ranking of some of five candidates, with equals."""
    names = draw(st.permutations(NAMES))[: draw(st.integers(0, len(NAMES)))]
    return "".join(name + draw(st.sampled_from(">>=")) for name in names)[:-1]


many = st.dictionaries(ranked(), st.integers(1, 9), max_size=40)


@settings(max_examples=200, deadline=None)
@given(many)
def test_same_steps_are_taken_as_often(ballots):
    assert steps(merged(ballots)) == steps(ballots)


@settings(max_examples=100, deadline=None)
@given(many, st.integers(0, 12))
def test_same_steps_are_taken_where_not_all_ballots_are_merged(ballots, most):
    assert steps(merged(ballots, most=most)) == steps(ballots)


@settings(max_examples=100, deadline=None)
@given(many, st.randoms(use_true_random=False))
def test_order_of_ballots_does_not_matter(ballots, source):
    shuffled = list(ballots.items())
    source.shuffle(shuffled)

    for method in RANKED:
        assert count(method, shuffled, candidates=NAMES) == count(
            method, ballots.items(), candidates=NAMES
        )


@pytest.mark.parametrize("options", [{}, {"seats": 2}, {"seats": 3, "none": "a"}])
@pytest.mark.parametrize("method", RANKED)
def test_every_count_is_that_of_the_ballots_as_they_were_cast(method, options):
    for names, ballots in elections(method, 300):
        whole = as_cast(names, ballots)

        found = count(method, ballots.items(), candidates=names, **options)

        assert found == count_profile(method, whole, **options), (names, ballots)


@pytest.mark.parametrize("ties", [("earlier",), ("first_places", "earlier"), ()])
def test_ties_in_earlier_rounds_are_those_of_the_ballots_as_they_were_cast(ties):
    for names, ballots in elections("irv", 300):
        whole = as_cast(names, ballots)

        found = count("irv", ballots.items(), candidates=names, ties=ties)

        assert found == count_profile("irv", whole, ties=ties), (names, ballots)


def test_what_follows_the_same_candidates_is_exchanged():
    ballots = {"a>b>c": 3, "a>b>d": 1, "b>a>c": 1, "b>a>d": 3}

    assert merged(ballots) == {"b>a>d": 4, "a>b>c": 4}


def test_ballot_ends_where_another_goes_on():
    assert merged({"a>b": 2, "b>a>c": 2, "a": 1}) == {"a": 1, "b>a": 2, "a>b>c": 2}


def test_equals_meet_those_who_rank_them():
    ballots = {"a=b>c": 1, "b=a>d": 1, "a>b>c": 1, "b>a>d": 1}

    assert merged(ballots) == {"b>a>d": 1, "a>b>d": 1, "a=b>c": 2}


def test_equals_are_the_same_in_any_order():
    assert merged({"a=b>c": 1, "b=a>c": 1}) == {"a=b>c": 2}


def test_ballots_with_the_same_candidates_in_another_order_stay_two():
    assert merged({"a>b": 2, "b>a": 1}) == {"b>a": 1, "a>b": 2}


def test_blank_ballots_are_kept():
    assert merged({"": 4, "a": 1}) == {"": 4, "a": 1}
    assert merged({}) == {}


def test_ballots_that_nobody_cast_name_their_candidates():
    profile = profile_of("irv", [("a>b", 0), ("c", 2)])

    assert profile.candidates == ("a", "b", "c")
    assert profile.total == 2


def test_all_orders_of_six_become_few():
    """n·2^(n-1) steps and 2^n ends bound them: 192 and 64 for six, against 720 orders."""
    orders = {">".join(order): 1 for order in permutations_of("abcdef")}

    found = merged(orders)

    assert (sum(found.values()), len(found) <= 256) == (720, True)
    assert steps(found) == steps(orders)


def permutations_of(names):
    if not names:
        return [()]
    return [(n, *rest) for n in names for rest in permutations_of(names.replace(n, ""))]


def test_ballots_past_the_most_crossings_are_added_up_as_they_are():
    """Two crossings are reached by the first ballot: what comes after is left whole."""
    ballots = [("a>b", 1), ("b>a>c", 1), ("a>b>d", 1), ("b>a>c", 1)]

    found = merge_rankings(ballots, most=2)

    assert {write_ranking(r): w for r, w in found.items()} == {"a>b": 1, "b>a>c": 2, "a>b>d": 1}


def test_as_many_crossings_as_are_allowed_are_not_too_many():
    """Three are reached by the first ballot, five by the second, which gives its c away."""
    ballots = [("a>b", 1), ("b>a>c", 1), ("b>a>d", 1)]

    found = merge_rankings(ballots, most=3)

    assert {write_ranking(r): w for r, w in found.items()} == {"b>a": 1, "a>b>c": 1, "b>a>d": 1}


@pytest.mark.parametrize("most", [0, 99])
def test_rankings_that_are_read_already_are_taken_too(most):
    read = [(parse_ranking("a=b>c"), 1), ("b=a>d", 2), (parse_ranking("c"), 1)]

    found = merge_rankings(read, most=most)

    assert steps({write_ranking(r): w for r, w in found.items()}) == steps(
        {"a=b>c": 1, "a=b>d": 2, "c": 1}
    )


@settings(max_examples=300, deadline=None)
@given(st.text("ab>=Å-", max_size=7))
@pytest.mark.parametrize("most", [0, 99])
def test_refuses_what_cannot_be_read(most, text):
    """Beside a ballot that can be, merged or not."""
    ballots = {"a": 1, text: 1}
    try:
        parse_ranking(text)
    except BallotError:
        with pytest.raises(BallotError):
            merged(ballots, most=most)
    else:
        assert steps(merged(ballots, most=most)) == steps(ballots)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a>b>a", "a candidate is named twice"),
        ("a>b=a", "a candidate is named twice"),
        ("a=a", "a candidate is named twice"),
        ("a>", "'' is not a candidate: use a-z, 0-9 and -"),
        (">", "'' is not a candidate: use a-z, 0-9 and -"),
        ("a>B", "'B' is not a candidate: use a-z, 0-9 and -"),
        ("a>b ", "'b ' is not a candidate: use a-z, 0-9 and -"),
    ],
)
@pytest.mark.parametrize("method", RANKED)
def test_reason_of_a_refusal_is_told(method, text, reason):
    with pytest.raises(BallotError) as refusal:
        count(method, [("a>b", 5), (text, 1)])

    assert str(refusal.value) == reason


def test_long_ballots_take_no_more_room_than_they_are():
    """Laid out over crossings, five ballots of 5,000 held every name before each of their places: 3 GB."""
    names = [f"c{n}" for n in range(5000)]
    source = random.Random(3)
    ballots = [(">".join(source.sample(names, len(names))), 1) for _ in range(5)]
    tracemalloc.start()

    merged = merge_rankings(iter([*ballots, ballots[0]]))

    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sorted(merged.values()) == [1, 1, 1, 1, 2]
    assert most < 50_000_000
