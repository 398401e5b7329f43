import pytest

from tests.voting.count.published import load
from tests.voting.count.tables import ballots_for
from voting.count.notation import parse_ranking, write_ranking
from voting.count.registry import count, count_parsed

TABLES = load("hugo_2024")["tables"]

# The published second table of best novelette has the last figure of one finalist on another's
# line: whoever has 463 votes, the fewest, cannot go on while 574, the most, leave.
MISPLACED = ("best-novelette-2", "ivy-angelica-bay", "on-the-fox-roads")
# The second table of best novel shows, as its first count, the votes before the winner is struck
# out; the winner had 489 of them.
BEFORE_STRIKING = ("best-novel-2", "some-desperate-glory-emily-tesh", 489)


def table(name: str) -> dict[str, list[int]]:
    rows = {finalist: list(votes) for finalist, votes in TABLES[name].items()}
    misplaced, of, to = MISPLACED
    if name == misplaced:
        rows[to].append(rows[of].pop())
    return rows


@pytest.mark.parametrize("name", sorted(set(TABLES) - {BEFORE_STRIKING[0]}))
def test_irv_reproduces_the_published_tables_of_the_hugo_awards_2024(name):
    rows = table(name)

    found = count_parsed("irv", ballots_for(rows).items(), candidates=rows)

    assert {n: [int(r.tallies[n]) for r in found.rounds if n in r.tallies] for n in rows} == rows


def test_irv_reproduces_a_table_that_starts_before_the_winner_is_struck_out():
    name, winner, votes = BEFORE_STRIKING
    rows = table(name) | {winner: [votes]}
    ballots = ballots_for(rows)

    before = count_parsed("irv", ballots.items(), candidates=rows)
    after = count_parsed("irv", _without(winner, ballots), candidates=table(name))

    assert {n: int(t) for n, t in before.rounds[0].tallies.items()} == {
        n: v[0] for n, v in rows.items()
    }
    assert {
        n: [int(r.tallies[n]) for r in after.rounds if n in r.tallies] for n in table(name)
    } == {n: v[1:] for n, v in table(name).items()}


def _without(name, ballots):
    return [(tuple(r for r in ranking if name not in r), w) for ranking, w in ballots.items()]


def places(ballots: dict[str, int], **options):
    found = count("irv", ballots.items(), **options)
    return [(p.place, p.candidates) for p in found.placements]


def test_majority_is_more_than_half():
    """Half is not enough: with 2 of 4 the count goes on."""
    found = count("irv", {"a>b": 2, "b": 1, "c>b": 1}.items())

    assert len(found.rounds) > 1


def test_majority_is_of_the_continuing_votes():
    found = count("irv", {"a": 4, "b": 3, "c": 2}.items())

    assert [p.candidates for p in found.placements] == [("a",), ("b",), ("c",)]
    assert {n: str(t) for n, t in found.rounds[-1].tallies.items()} == {"a": "4", "b": "3"}


def test_equal_ranks_share_the_vote():
    found = count("irv", {"a=b>c": 1, "c": 1}.items())

    assert {n: str(t) for n, t in found.rounds[0].tallies.items()} == {
        "a": "1/2",
        "b": "1/2",
        "c": "1",
    }


def test_everybody_tied_shares_the_place():
    assert places({"a": 1, "b": 1}) == [(1, ("a", "b"))]


def test_declared_order_decides_who_leaves():
    assert places({"a": 1, "b": 1}, tie_order=("b", "a")) == [(1, ("b",)), (2, ("a",))]
    assert places({"a": 1, "b": 1}, tie_order=("a", "b")) == [(1, ("a",)), (2, ("b",))]


def test_tie_for_elimination_looks_at_the_round_before():
    """b and c are tied in the second round; b had fewer in the first."""
    found = count("irv", {"a": 5, "b": 2, "c": 3, "d>b": 1}.items())

    assert [r.eliminated for r in found.rounds[:2]] == [("d",), ("b",)]
    assert "earlier round" in found.rounds[1].note


def test_tie_through_all_rounds_leaves_together():
    found = count("irv", {"a": 5, "b": 1, "c": 1, "d": 4}.items())

    assert found.rounds[0].eliminated == ("b", "c")
    assert found.placements[-1].candidates == ("b", "c")


def test_seats_count_every_place_over_without_the_winners():
    ballots = {"a>b": 6, "b>a": 1, "c": 4}

    assert places(ballots, seats=2)[:2] == [(1, ("a",)), (2, ("b",))]


def test_nobody_voted():
    assert places({}, candidates=["a", "b"]) == [(1, ("a", "b"))]


def test_ranking_is_written_as_it_is_read():
    assert write_ranking(parse_ranking("a>c=b>d")) == "a>b=c>d"
