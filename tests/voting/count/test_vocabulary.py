"""The words of rule books: once with the counter, once with those who write the rules."""

from award.rules.domain import options
from voting.count import outcome, vocabulary
from voting.count.combination import BEHIND
from voting.count.laboratory import weighing


def test_rule_books_and_the_counter_know_the_same_words():
    assert set(options.METHODS) == set(vocabulary.METHODS)
    assert set(options.AGGREGATES) == set(vocabulary.AGGREGATES)
    assert set(options.TIE_RULES) == set(vocabulary.TIE_RULES)
    assert set(options.COMBINATIONS) == set(vocabulary.COMBINATIONS) - set(
        vocabulary.LABORATORY_ONLY
    )


def test_words_of_a_kind_are_words():
    known = set(vocabulary.COMBINATIONS)

    assert set(vocabulary.SIGNED_AGGREGATES) < set(vocabulary.AGGREGATES)
    assert set(outcome.ADDED_UP) < set(vocabulary.METHODS)
    assert set(weighing.ADDITIVE) == known - set(BEHIND)
    assert set(vocabulary.COMBINATIONS_OF_SHARES) == set(BEHIND) | {"shares"}
    assert set(vocabulary.LABORATORY_ONLY) < known
