"""Other people's counters on the same random elections: votelib, pyrankvote, starvote."""

from collections import Counter

import pyrankvote
import pytest
import starvote
from votelib.component.rankscore import Borda
from votelib.convert import (
    ApprovalToSimpleVotes,
    RankedToCondorcetVotes,
    RankedToPositionalVotes,
)
from votelib.evaluate.cardinal import ScoreVoting
from votelib.evaluate.condorcet import Schulze, pairwise_wins
from votelib.evaluate.core import Tie, get_n_best

from tests.voting.count.elections import MANY, elections, spread
from voting.count.notation import parse_choice, parse_ranking, parse_scores
from voting.count.registry import count


def winners(method, names, ballots):
    return set(count(method, ballots.items(), candidates=names, seats=1).placements[0].candidates)


def best(tallies):
    """The first of votelib's winners, as a set: a tie is a set already."""
    (first,) = get_n_best(tallies, 1)
    return set(first) if isinstance(first, Tie) else {first}


def with_votes(method):
    return [(names, ballots) for names, ballots in elections(method, MANY) if any(ballots)]


def test_single_agrees_with_votelib():
    for names, ballots in with_votes("single"):
        tallies = dict.fromkeys(names, 0) | {n: w for n, w in ballots.items() if n}

        assert winners("single", names, ballots) == best(tallies), (names, ballots)


def test_approval_agrees_with_votelib():
    for names, ballots in with_votes("approval"):
        tallies = ApprovalToSimpleVotes().convert(
            {parse_choice(text): weight for text, weight in ballots.items()}
        )

        found = count("approval", ballots.items(), candidates=names).rounds[0].tallies

        assert {n: t for n, t in found.items() if t} == tallies, (names, ballots)


@pytest.mark.parametrize("method", ["points", "score"])
def test_sums_agree_with_votelib(method):
    counter = ScoreVoting("sum", unscored_value=0)
    for names, ballots in with_votes(method):
        votes = Counter()
        for text, weight in ballots.items():
            given = dict(parse_scores(text))
            votes[frozenset((name, given.get(name, 0)) for name in names)] += weight

        (first,) = counter.evaluate(votes, 1)

        expected = set(first) if isinstance(first, Tie) else {first}
        assert winners(method, names, ballots) == expected, (names, ballots)


def test_borda_agrees_with_votelib_where_everybody_is_ranked():
    for names, ballots in elections("borda", MANY):
        strict = Counter()
        for text, weight in ballots.items():
            named = [n for tier in parse_ranking(text) for n in sorted(tier)]
            strict[(*named, *(n for n in names if n not in named))] += weight
        if not strict:
            continue
        tallies = RankedToPositionalVotes(Borda(base=0)).convert(strict)

        found = count("borda", [(">".join(o), w) for o, w in strict.items()], candidates=names)

        assert found.rounds[0].tallies == dict.fromkeys(names, 0) | tallies, (names, ballots)


def test_schulze_agrees_with_votelib():
    for names, ballots in with_votes("schulze"):
        ranked = Counter()
        for text, weight in ballots.items():
            tiers = [*parse_ranking(text), frozenset(names).difference(*parse_ranking(text))]
            ranked[tuple(t if len(t) > 1 else next(iter(t)) for t in tiers if t)] += weight
        paths = Schulze.widest_paths(RankedToCondorcetVotes().convert(ranked))

        found = count("schulze", ballots.items(), candidates=names).rounds[0].tallies

        beaten = Counter(winner for winner, _ in pairwise_wins(paths))
        assert found == {name: beaten[name] for name in names}, (names, ballots)


def test_irv_agrees_with_pyrankvote_where_no_tie_is_broken():
    compared = 0
    for names, ballots in with_votes("irv"):
        found = count("irv", ballots.items(), candidates=names)
        if (
            len(names) < 2
            or any("=" in text for text in ballots)
            or any(r.note for r in found.rounds)
        ):
            continue
        by_name = {name: pyrankvote.Candidate(name) for name in names}
        loaded = [
            pyrankvote.Ballot(ranked_candidates=[by_name[n] for n in text.split(">") if n])
            for text in spread(ballots)
            if text
        ]

        (winner,) = pyrankvote.instant_runoff_voting(list(by_name.values()), loaded).get_winners()

        compared += 1
        assert {winner.name} == set(found.placements[0].candidates), (names, ballots)
    assert compared > 50


def test_star_agrees_with_starvote_where_it_breaks_the_tie_itself():
    compared = 0
    for names, ballots in with_votes("star"):
        loaded = [dict.fromkeys(names, 0) | dict(parse_scores(text)) for text in spread(ballots)]
        if len(names) < 2 or _tied_for_the_run_off(names, loaded) > 2:
            continue
        try:
            (winner,) = starvote.star_voting(loaded, tiebreaker=None)
        except starvote.UnbreakableTieError:
            continue

        compared += 1
        assert {winner} == winners("star", names, ballots), (names, ballots)
    assert compared > 300


def _tied_for_the_run_off(names, loaded):
    """How many share the second-highest score; of three or more, starvote adds up preferences."""
    totals = sorted((sum(b[name] for b in loaded) for name in names), reverse=True)
    return totals.count(totals[1])
