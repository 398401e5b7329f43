"""A result in sentences, over methods and combinations."""

from dataclasses import replace
from fractions import Fraction as F

import pytest
from django.utils import translation

from voting.count.registry import METHODS
from voting.results.domain.explaining import how_it_came_about
from voting.results.domain.sides_drawing import MOST, draw_sides
from voting.results.domain.standings import CategoryResult, Finalist, Standing

KARIN = Standing(1, Finalist("k1", 1, "Karin"), F(43, 10), F(27), F(83, 144))
BEA = Standing(2, Finalist("k2", 2, "Bea"), F(47, 10), F(13), F(61, 144))
BALLOTS = {"cast": 42, "standing": 40, "left": 0}


def category(*standings, winners=1, **changes):
    plain = CategoryResult(
        "c", {"sv": "K"}, "decided", standings, standings[:winners], (), None, (), None, 0, 0
    )
    return replace(plain, **changes)


def rules(method="single", rule="shares", aggregate="mean", weights=(1, 1)):
    criteria = [
        {"slug": "a", "name": {"sv": "Förebild", "en": "Role model"}, "weight": weights[0]},
        {"slug": "b", "name": {"sv": "Insats", "en": "Work"}, "weight": weights[1]},
    ]
    jury = {"aggregate": aggregate, "scale": {"min": 1, "max": 5}, "criteria": criteria}
    combination = {"rule": rule, "weights": {"jury": 1, "public": 1}}
    return {"jury": jury, "vote": {"method": method}, "combination": combination, "categories": []}


def told(found, book, ballots=BALLOTS, language="en"):
    with translation.override(language):
        return how_it_came_about(found, book, ballots)


def test_result_of_two_sides_is_told_from_the_winner_on():
    assert told(category(KARIN, BEA), rules())[:4] == (
        "The jury had Karin in place 2. The public decided.",
        "Karin had an average of 4.3 of 5 from the jury and 27 of 40 votes from the public.",
        "Together that is 57.6\u00a0% of all that was given: more than anybody else had.",
        "By the rules the jury weighed 50\u00a0% and the public 50\u00a0%.",
    )


def test_figures_have_the_decimal_sign_of_the_language():
    assert "4,3 av 5" in told(category(KARIN, BEA), rules(), language="sv")[1]


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("single", "27 of 40 votes from the public"),
        ("approval", "a mark from 27 of 42 voters"),
        ("points", "27 of the public's 40 points"),
        ("score", "27 points from the public"),
        ("borda", "27 points from the public"),
        *((m, "place 1 of 2 with the public") for m in ("star", "irv", "schulze", "eph")),
    ],
)
def test_each_method_has_its_words(method, words):
    assert method in METHODS
    found = category(replace(KARIN, jury=None), replace(BEA, jury=None))

    assert told(found, rules(method))[0] == f"Karin had {words}."


@pytest.mark.parametrize(
    ("aggregate", "words"),
    [
        ("median", "a middle figure of 4.3 of 5 from the jury"),
        ("zscores", "place 2 of 2 with the jury"),
        ("severity", "place 2 of 2 with the jury"),
    ],
)
def test_each_way_of_judging_has_its_words(aggregate, words):
    assert words in told(category(KARIN, BEA), rules(aggregate=aggregate))[1]


@pytest.mark.parametrize("rule", ["shares", "veto", "places", "points", "zscores"])
def test_weight_by_the_rules_and_weight_in_fact_are_both_said(rule):
    sentences = " ".join(told(category(KARIN, BEA), rules(rule=rule)))

    assert "By the rules the jury weighed 50\u00a0%" in sentences


def test_public_that_decides_alone_is_said_to():
    sentences = told(category(KARIN, BEA), rules(rule="public_among_shortlist"))

    assert sentences[2] == "The jury chose the finalists; among them the public alone decided."
    assert not any("weighed" in sentence for sentence in sentences)


def test_winner_by_a_rule_for_ties_is_not_said_to_have_more():
    sentences = told(category(KARIN, replace(BEA, score=KARIN.score)), rules())

    assert sentences[2].startswith("Somebody else had just as much together")


def test_missing_figure_of_the_jury_is_said():
    sentences = told(category(KARIN, replace(BEA, jury=None)), rules())

    assert "The jury has no figure for: Bea." in sentences


def test_criteria_that_do_not_weigh_alike_show_it():
    sentences = told(category(KARIN, BEA), rules(weights=(2, 1)))

    assert "Each juror gave points from 1 to 5 for Role model (×2), Work (×1)." in sentences


def test_ballots_for_nobody_are_said():
    assert told(category(KARIN, BEA), rules())[-1].endswith("count for nobody: 2 of 42.")


def test_what_people_decided_is_not_told_as_a_count():
    sentences = told(category(KARIN, BEA, decision={"kind": "withheld"}), rules())

    assert sentences[0].startswith("The figures are what was counted.")


def test_what_is_not_settled_has_no_sentences():
    assert told(category(KARIN, BEA, state="undecided"), rules()) == ()


def test_longest_bar_of_a_side_is_its_highest_figure():
    drawing = draw_sides(category(KARIN, BEA))

    assert [[bar.width for bar in row.bars] for row in drawing.rows] == [
        ["73.19%", "80.00%"],
        ["80.00%", "38.52%"],
    ]


def test_sixty_finalists_have_a_drawing_of_the_first():
    many = [replace(BEA, candidate=Finalist(f"k{n}", n)) for n in range(60)]

    drawing = draw_sides(category(*many))

    assert (len(drawing.rows), drawing.left_out) == (MOST, 60 - MOST)


def test_a_tie_with_one_side_alone_is_said_too():
    """First and second had 1.50 each, and only the winner was told of."""
    first, second = replace(KARIN, jury=None, score=F(27)), replace(BEA, jury=None, score=F(27))
    found = category(first, replace(second, public=F(27)))

    sentences = told(found, {**rules(), "jury": None})

    assert "Somebody else had just as much; what the rules say of ties decided." in sentences
