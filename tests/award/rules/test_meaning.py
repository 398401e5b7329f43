"""What a rule must mean: combinations that would mean nothing are refused before anybody relies on them."""

from dataclasses import replace

import pytest
from django.utils import translation

from award.rules.domain.books import rules_in_force
from award.rules.domain.checking import check_rules
from award.rules.domain.document import Rules, RulesError, TooLittle
from award.rules.domain.proposing import judge
from award.rules.domain.words import words_of
from tests.factories import make_edition

pytestmark = pytest.mark.django_db
NOT_ADDED_UP = ("irv", "star", "schulze", "eph")


@pytest.fixture
def rules() -> Rules:
    return rules_in_force(make_edition("before"))


def shaped(rules: Rules, *, aggregate: str = "mean", rule: str = "shares", method: str = "single"):
    return rules.having(
        jury=replace(rules.jury, aggregate=aggregate),
        vote=replace(rules.vote, method=method),
        combination=replace(rules.combination, rule=rule),
    )


def as_once(rules: Rules) -> Rules:
    """Without the keys that older books do not have."""
    return rules.having(
        vote=replace(rules.vote, elimination=None),
        combination=replace(rules.combination, put_forward=None),
    )


def problems(rules: Rules, **known) -> dict[str, str]:
    try:
        check_rules(rules, **known)
    except RulesError as error:
        return error.problems
    return {}


MEANINGLESS = [
    *(({"method": m, "rule": c}, "votes are not added up") for m in NOT_ADDED_UP for c in ("shares", "veto")),
    *(({"aggregate": a, "rule": c}, "can be negative") for a in ("severity", "zscores") for c in ("shares", "veto")),
    ({"aggregate": "borda", "rule": "veto"}, "would be vetoed though nobody meant it"),
]  # fmt: skip


@pytest.mark.parametrize(("shape", "why"), MEANINGLESS)
def test_shares_of_what_has_none_are_refused(rules, shape, why):
    with translation.override("en"):
        found = problems(shaped(rules, **shape))

    assert list(found) == ["combination.rule"]
    assert why in found["combination.rule"]


@pytest.mark.parametrize("rule", ["shares", "veto"])
def test_points_below_nought_have_no_shares(rules, rule):
    lower = shaped(rules, rule=rule)

    assert list(problems(lower.having(jury=replace(lower.jury, scale_min=-5)))) == [
        "combination.rule"
    ]


@pytest.mark.parametrize("aggregate", ["severity", "zscores"])
def test_nought_is_no_figure_where_it_is_the_average(rules, aggregate):
    """Whom the jury has no figure for would come before half of those it has one for."""
    zero = replace(shaped(rules, aggregate=aggregate, rule="places"), too_little=TooLittle("zero"))

    assert list(problems(zero)) == ["too_little.no_figure"]


@pytest.mark.parametrize(
    "shape",
    [
        {"method": "irv", "rule": "places"},
        {"method": "star", "rule": "points"},
        {"method": "schulze", "rule": "zscores"},
        {"method": "irv", "rule": "public_among_shortlist"},
        {"method": "borda", "rule": "shares"},
        {"aggregate": "borda", "rule": "shares"},
        {"aggregate": "severity", "rule": "public_among_shortlist"},
    ],
)
def test_what_has_a_meaning_is_allowed(rules, shape):
    assert problems(shaped(rules, **shape)) == {}


def test_public_among_shortlist_as_once_asked_the_jurys_figures(rules):
    once = as_once(shaped(rules, aggregate="severity", rule="public_among_shortlist"))

    assert list(problems(once)) == ["combination.rule"]


def test_another_meaning_than_those_there_are_is_refused(rules):
    guessed = rules.having(
        vote=replace(rules.vote, elimination="guess"),
        combination=replace(rules.combination, put_forward="guess"),
    )

    assert set(problems(guessed)) == {"vote.elimination", "combination.put_forward"}


def test_what_was_frozen_before_it_was_refused_holds_up_no_other_change(rules):
    frozen = shaped(rules, method="irv", rule="shares")
    changed = replace(frozen, ties=("jury",))

    assert problems(changed) != {}
    assert problems(changed, in_force=frozen) == {}
    assert list(problems(replace(changed, ties=("lot", "jury")), in_force=frozen)) == ["ties"]


def test_change_of_frozen_rules_is_judged_by_what_it_changes():
    edition = make_edition("nomination", rules={})
    now = rules_in_force(edition)
    book = edition.rule_books.first()

    judge(edition, replace(now, ties=("jury",)))

    with pytest.raises(RulesError, match=r"combination\.rule"):
        judge(edition, shaped(now, method="irv"))
    assert book.rules["vote"]["elimination"] == "one_by_one"


def test_words_say_what_older_books_did_not_mean(rules):
    ranked = shaped(rules, method="irv", rule="public_among_shortlist")
    with translation.override("en"):
        now = [s for section in words_of(ranked) for s in section.sentences]
        once = [s for section in words_of(as_once(ranked)) for s in section.sentences]

    assert set(now) - set(once) == {
        "If several have fewest votes, they leave one at a time, by the order of these rules for ties.",
        "The public alone decides among the finalists, who stand on the ballot.",
    }
    assert set(once) - set(now) == {
        "The public alone decides among those whom the jury put forward.",
        "The jury weighs 50\u00a0% and the public 50\u00a0%.",
    }


def test_absent_keys_stay_absent(rules):
    """The hash of an older book is what it was."""
    once = as_once(rules)

    assert Rules.from_json(once.to_json()) == once
    assert "put_forward" not in once.to_json()["combination"]
    assert "elimination" not in once.to_json()["vote"]
