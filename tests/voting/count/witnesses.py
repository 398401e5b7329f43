"""Other people's counters, each asked for what it can say about an election in our notation.

A witness takes candidates and ballots and gives what `tests.voting.count.test_witnesses` compares:
the winners, the tallies, the places or the rounds; or None where it does not decide.
"""

from __future__ import annotations

from collections import Counter

import numpy
import pyrankvote
import starvote
from interregnum.methods.preferential.borda_count import BallotTieCounting, BordaRanking
from interregnum.methods.singlevote.limited_voting import MostVotedRanking
from interregnum.methods.types import Candidate
from interregnum.methods.types.preference import Preference
from interregnum.ranks import rank_n_1
from rank_choicer import EliminationStrategy, RankChoiceCounter
from schulze_condorcet import schulze_evaluate
from votelib.component.rankscore import Borda
from votelib.convert import (
    ApprovalToSimpleVotes,
    RankedToCondorcetVotes,
    RankedToPositionalVotes,
)
from votelib.evaluate.cardinal import STAR, ScoreVoting
from votelib.evaluate.condorcet import Schulze, pairwise_wins
from votelib.evaluate.core import Plurality, Tie

from tests.voting.count import eph_as_written
from tests.voting.count.elections import spread
from voting.count.notation import parse_choice, parse_ranking, parse_scores

HIGHEST = 5


def single_by_votelib(names, ballots):
    votes = dict.fromkeys(names, 0) | {name: n for name, n in ballots.items() if name}
    return first(Plurality().evaluate(votes, 1))


def approval_by_votelib(names, ballots):
    votes = Counter()
    for text, n in ballots.items():
        votes[parse_choice(text)] += n
    return dict.fromkeys(names, 0) | ApprovalToSimpleVotes().convert(votes)


def sums_by_votelib(names, ballots):
    return first(ScoreVoting("sum", unscored_value=0).evaluate(scored(names, ballots), 1))


def star_by_votelib(names, ballots):
    """It elects nobody where no ballot tells the two of the run-off apart."""
    elected = STAR(unscored_value=0).evaluate(scored(names, ballots), 1)
    return first(elected) if elected else None


def borda_by_votelib(names, ballots):
    """Strict and full orders alone: votelib gives equals the points of the better place."""
    strict = {tuple(text.split(">")): n for text, n in ballots.items()}
    return RankedToPositionalVotes(Borda(base=0)).convert(strict)


def schulze_by_votelib(names, ballots):
    ranked = Counter()
    for text, n in ballots.items():
        tiers = [*parse_ranking(text), frozenset(names).difference(*parse_ranking(text))]
        ranked[tuple(t if len(t) > 1 else next(iter(t)) for t in tiers if t)] += n
    paths = Schulze.widest_paths(RankedToCondorcetVotes().convert(ranked))
    beaten = Counter(winner for winner, _ in pairwise_wins(paths))
    return {name: beaten[name] for name in names}


def single_by_interregnum(names, ballots):
    ranked = MostVotedRanking(Candidate(name, ballots[name]) for name in names)
    return {candidate.name for candidate in ranked.winners()}


def marks_by_numpy(names, ballots):
    """A mark is a score of 1."""
    return product(names, [(dict.fromkeys(parse_choice(t), 1), n) for t, n in ballots.items()])


def sums_by_numpy(names, ballots):
    return product(names, [(dict(parse_scores(text)), n) for text, n in ballots.items()])


def product(names, ballots):
    """The table of scores, a row for each ballot, multiplied by how many there are of each."""
    table = numpy.array([[given.get(name, 0) for name in names] for given, _ in ballots])
    sums = numpy.array([n for _, n in ballots]) @ table
    return dict(zip(names, map(int, sums), strict=True))


def star_by_starvote(names, ballots):
    """Where three or more tie for the run-off, starvote adds up preferences: not our protocol."""
    loaded = [dict.fromkeys(names, 0) | dict(parse_scores(text)) for text in spread(ballots)]
    totals = sorted((sum(b[name] for b in loaded) for name in names), reverse=True)
    if len(names) < 2 or totals.count(totals[1]) > 2:
        return None
    try:
        return set(starvote.star_voting(loaded, maximum_score=HIGHEST, tiebreaker=None))
    except starvote.UnbreakableTieError:
        return None


def borda_by_interregnum(names, ballots):
    """Equals share the points of their places; who is not ranked is added as a last tie."""
    votes = []
    for text, n in ballots.items():
        tiers = [*parse_ranking(text), frozenset(names).difference(*parse_ranking(text))]
        votes.append(Preference(n, tuple(tuple(t) if len(t) > 1 else (*t,)[0] for t in tiers if t)))
    ranked = BordaRanking(
        votes, rank_n_1, names, len(names), tie_counting=BallotTieCounting.AVERAGE
    )
    return {name: ranked.get_partials(name)[-1] for name in names}


def irv_by_pyrankvote(names, ballots):
    if len(names) < 2 or any("=" in text for text in ballots):
        return None
    by_name = {name: pyrankvote.Candidate(name) for name in names}
    loaded = [
        pyrankvote.Ballot(ranked_candidates=[by_name[name] for name in text.split(">")])
        for text in spread(ballots)
        if text
    ]
    winners = pyrankvote.instant_runoff_voting(list(by_name.values()), loaded).get_winners()
    return {winner.name for winner in winners}


def irv_by_rank_choicer(names, ballots):
    """Every round: the tallies, and who leaves or wins; the tied leave together."""
    if any("=" in text for text in ballots):
        return None
    counter = RankChoiceCounter(names, EliminationStrategy.BATCH)
    votes = {str(n): text.split(">") for n, text in enumerate(spread(ballots)) if text}
    try:
        counter.count_votes(votes)
    except ValueError as tie:
        if "Ended with a tie" not in str(tie):
            raise
    standing, rounds = set(names), []
    for told in counter.get_round_results():
        going = {told.winner} if told.winner else set(told.eliminated_options)
        rounds.append(({name: told.vote_counts[name] for name in standing}, going))
        standing = standing - going
    return rounds


def schulze_by_schulze_condorcet(names, ballots):
    """The winners. It counts each further place again without them, which Schulze (2011) does not."""
    votes = [
        ">".join(
            "=".join(tier)
            for tier in [*parse_ranking(text), frozenset(names).difference(*parse_ranking(text))]
            if tier
        )
        for text in spread(ballots)
    ]
    return set(schulze_evaluate(votes, names, winning_votes).split(">")[0].split("="))


def winning_votes(*, support, opposition, totalvotes):
    """As strong as the ballots behind it, and no more: its own rule then asks who has fewer against."""
    return support if support > opposition else 0


def eph_by_its_text(seats):
    def witness(names, ballots):
        loaded = [sorted(parse_choice(text)) for text in spread(ballots)]
        return [set(tier) for tier in eph_as_written.finalists(loaded, names, seats)]

    return witness


def scored(names, ballots):
    """votelib's score votes, in which whoever is not named has 0."""
    votes = Counter()
    for text, n in ballots.items():
        given = dict(parse_scores(text))
        votes[frozenset((name, given.get(name, 0)) for name in names)] += n
    return votes


def first(elected):
    """votelib's only seat, as a set of winners."""
    (winner,) = elected
    return set(winner) if isinstance(winner, Tie) else {winner}
