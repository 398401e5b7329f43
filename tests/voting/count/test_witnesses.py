"""Other people's counters on the same random elections; docs/counting.md tells who and on what."""

from collections import Counter

import pytest

from tests.voting.count import witnesses as other
from tests.voting.count.elections import MANY, elections
from voting.count.notation import parse_ranking
from voting.count.registry import count


def compare(method, witness, said, *, answers, turn=None, **options):
    """What our count says, on every election with a vote on which the witness says anything.

    `answers`: of all elections, the least part on which it does; `turn` changes ballots before
    they are counted.
    """
    answered = 0
    for names, drawn in elections(method, MANY):
        ballots = turn(names, drawn) if turn else drawn
        expected = witness(names, ballots) if any(ballots) else None
        found = count(method, ballots.items(), candidates=names, **({"seats": 1} | options))
        if expected is not None and (ours := said(found)) is not None:
            answered += 1
            assert ours == expected, (names, ballots)
    assert answered >= answers * MANY, answered


def winners(found):
    return set(found.placements[0].candidates)


def tallies(found):
    return found.rounds[0].tallies


def winners_without_a_tie(found):
    """None where a rule had to break a tie on the way: witnesses have other rules for that."""
    return None if any("tie" in told.note for told in found.rounds) else winners(found)


def rounds(found):
    """The witness counts who share the place as winners; `elected` names nobody there."""
    told = [(r.tallies, {*r.eliminated, *r.elected}) for r in found.rounds]
    shared = found.rounds[-1].note == "a tie for the place"
    return [*told[:-1], (told[-1][0], winners(found))] if shared else told


def finalists_and_eliminated(found):
    last = [told.eliminated for told in found.rounds[:-1]][::-1]
    return [set(tier) for tier in (found.rounds[-1].tallies, *last)]


def ranked_strictly(names, ballots):
    """The same ballots with every tie resolved, and whoever is not ranked after the others."""
    strict = Counter()
    for text, n in ballots.items():
        named = [name for tier in parse_ranking(text) for name in sorted(tier)]
        strict[">".join([*named, *(name for name in names if name not in named)])] += n
    return strict


@pytest.mark.parametrize(
    ("method", "witness", "said"),
    [
        ("single", other.single_by_votelib, winners),
        ("single", other.single_by_interregnum, winners),
        ("approval", other.approval_by_votelib, tallies),
        ("approval", other.marks_by_numpy, tallies),
        ("points", other.sums_by_votelib, winners),
        ("points", other.sums_by_numpy, tallies),
        ("score", other.sums_by_votelib, winners),
        ("score", other.sums_by_numpy, tallies),
        ("borda", other.borda_by_interregnum, tallies),
        ("schulze", other.schulze_by_votelib, tallies),
        ("schulze", other.schulze_by_schulze_condorcet, winners),
    ],
)
def test_witness_agrees_ties_and_all(method, witness, said):
    compare(method, witness, said, answers=0.6)


@pytest.mark.parametrize(
    ("method", "witness", "answers"),
    [
        ("irv", other.irv_by_pyrankvote, 0.1),
        ("star", other.star_by_votelib, 0.2),
    ],
)
def test_witness_agrees_on_the_winner_where_no_tie_is_broken(method, witness, answers):
    compare(method, witness, winners_without_a_tie, answers=answers)


def test_star_agrees_with_starvote_wherever_it_breaks_the_tie_itself():
    compare("star", other.star_by_starvote, winners, answers=0.3)


def test_borda_agrees_with_votelib_where_everybody_is_ranked_strictly():
    compare("borda", other.borda_by_votelib, tallies, answers=0.6, turn=ranked_strictly)


def test_irv_agrees_with_rank_choicer_in_every_round():
    """On its rule for ties: the tied leave together, and if nobody else is left they share."""
    compare("irv", other.irv_by_rank_choicer, rounds, answers=0.2, ties=())


@pytest.mark.parametrize("seats", [1, 2, 3])
def test_eph_agrees_with_the_text_of_the_constitution(seats):
    witness = other.eph_by_its_text(seats)

    compare("eph", witness, finalists_and_eliminated, answers=0.6, seats=seats)
