"""What methods promise, tried on random elections."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.voting.count.elections import MANY, elections
from voting.count.registry import METHODS, count

NUMBER = MANY * 3 // 10


def order(method, ballots, names, **options):
    found = count(method, ballots.items(), candidates=names, seats=1, **options)
    return [p.candidates for p in found.placements]


@pytest.mark.parametrize("method", sorted(set(METHODS) - {"borda"}))
def test_candidate_whom_nobody_names_changes_nothing_above_her(method):
    """Not promised by Borda, where she is one more below the named and beside the unnamed."""
    for names, ballots in elections(method, NUMBER):
        without = order(method, ballots, names)
        beside = order(method, ballots, [*names, "zoe"])

        kept = [tuple(n for n in tier if n != "zoe") for tier in beside]
        assert [tier for tier in kept if tier] == without, (names, ballots)


def test_borda_with_a_candidate_whom_everybody_puts_last_changes_nothing():
    for names, ballots in elections("borda", NUMBER):
        full = Counter()
        for text, weight in ballots.items():
            full[_ranked(text, names)] += weight
        last = Counter({f"{text}>zoe": weight for text, weight in full.items()})

        if full:
            expected = [*order("borda", full, names), ("zoe",)]
            assert order("borda", last, [*names, "zoe"]) == expected, (names, ballots)


def _ranked(text, names):
    unranked = "=".join(n for n in names if n not in text)
    return ">".join(filter(None, [text, unranked]))


PLUMP = {
    "single": "{}",
    "approval": "{}",
    "points": "{}:3",
    "score": "{}:5",
    "borda": "{}",
    "irv": "{}",
    "schulze": "{}",
}


@pytest.mark.parametrize("method", PLUMP)
def test_ballot_for_the_winner_alone_keeps_her_the_winner(method):
    """Mono-add-plump, D. R. Woodall, "Properties of preferential election rules" (1994)."""
    for names, ballots in elections(method, NUMBER):
        first = order(method, ballots, names)[0]
        if len(first) == 1:
            more = ballots + Counter([PLUMP[method].format(first[0])])

            assert order(method, more, names)[0] == first, (names, ballots)


LAST = {"single": "{}", "approval": "{}", "points": "{}:1", "score": "{}:1", "borda": "{}"}


@pytest.mark.parametrize("method", LAST)
def test_ballot_for_the_last_does_not_lift_anybody_else(method):
    for names, ballots in elections(method, NUMBER):
        before = order(method, ballots, names)
        loser = before[-1][-1]
        after = order(method, ballots + Counter([LAST[method].format(loser)]), names)

        kept = [[n for n in tier if n != loser] for tier in before]
        left = [[n for n in tier if n != loser] for tier in after]
        assert [t for t in left if t] == [t for t in kept if t], (names, ballots)


@pytest.mark.parametrize("method", METHODS)
def test_every_ballot_cast_twice_gives_the_same_order(method):
    for names, ballots in elections(method, NUMBER):
        assert order(method, ballots + ballots, names) == order(method, ballots, names)


@pytest.mark.parametrize("method", METHODS)
def test_blank_ballots_change_no_order(method):
    for names, ballots in elections(method, NUMBER):
        more = ballots + Counter({"": 3})

        assert order(method, more, names) == order(method, ballots, names), (names, ballots)


@pytest.mark.parametrize("method", ["irv", "schulze"])
def test_majority_of_first_places_wins(method):
    for names, ballots in elections(method, NUMBER):
        first = Counter()
        for text, weight in ballots.items():
            if "=" not in text.split(">")[0]:
                first[text.split(">")[0]] += weight
        majority = [n for n in names if 2 * first[n] > sum(ballots.values())]
        if majority:
            assert order(method, ballots, names)[0] == tuple(majority), (names, ballots)


def test_star_with_a_full_order_of_candidates_leaves_no_tie():
    for names, ballots in elections("star", NUMBER):
        found = order("star", ballots, names, tie_order=tuple(reversed(names)))

        assert [len(tier) for tier in found] == [1] * len(names), (names, ballots)


def test_irv_with_a_full_order_of_candidates_has_one_winner():
    for names, ballots in elections("irv", NUMBER):
        found = order("irv", ballots, names, tie_order=tuple(reversed(names)))

        assert len(found[0]) == 1, (names, ballots)


def test_condorcet_winner_wins_by_schulze():
    for names, ballots in elections("schulze", NUMBER):
        winner = [
            a
            for a in names
            if all(_ahead(ballots, a, b) > _ahead(ballots, b, a) for b in names if b != a)
        ]
        if winner:
            assert order("schulze", ballots, names)[0] == tuple(winner), (names, ballots)


def _ahead(ballots, one, other):
    return sum(w for text, w in ballots.items() if _tier(text, one) < _tier(text, other))


def _tier(text, name):
    tiers = [tier.split("=") for tier in text.split(">")]
    return next((i for i, tier in enumerate(tiers) if name in tier), len(tiers))


@pytest.mark.parametrize("method", sorted(set(METHODS) - {"irv", "eph"}))
def test_more_seats_change_no_place(method):
    """IRV counts every place over again, and EPH stops earlier: their order may change."""
    for names, ballots in elections(method, NUMBER):
        one = count(method, ballots.items(), candidates=names, seats=1)
        two = count(method, ballots.items(), candidates=names, seats=2)

        assert one.placements == two.placements, (names, ballots)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["a>b>c", "b>c", "c>a", "a=c", "b", ""]), max_size=9))
def test_irv_votes_and_exhausted_ballots_are_all_ballots(texts):
    found = count("irv", Counter(texts).items(), candidates="abc")

    for step in found.rounds:
        named = sum(any(n in text for n in step.tallies) for text in texts)
        assert sum(step.tallies.values()) == named


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["a+b+c", "b+c", "c", "a+d", "d", ""]), max_size=9))
def test_eph_gives_every_ballot_that_still_counts_one_point(texts):
    found = count("eph", Counter(texts).items(), candidates="abcd", seats=1)

    for step in found.rounds:
        named = sum(any(n in text for n in step.tallies) for text in texts)
        assert sum(step.tallies.values()) == named
