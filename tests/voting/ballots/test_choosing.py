import pytest

from nominations.domain.answering import decline_candidacy
from nominations.models import Entry
from tests.voting.ballots.electorate import CATEGORY, make_vote
from voting.ballots.domain.choosing import (
    BUDGET,
    MARKINGS,
    ChoiceRefused,
    check_choices,
    highest_number,
    write_numbers,
    write_picks,
)
from voting.ballots.domain.reading import in_words
from voting.count.registry import METHODS, count

NAMES = {"anna": "Anna A", "berit": "Berit B", "cecilia": "Cecilia C"}


def test_every_method_of_counting_has_a_way_of_marking():
    assert set(MARKINGS) == set(METHODS)


@pytest.mark.parametrize(
    ("picks", "choice"), [([], ""), (["anna"], "anna"), (["berit", "anna"], "anna+berit")]
)
def test_picks_are_written_in_alphabetical_order(picks, choice):
    assert write_picks(picks) == choice


@pytest.mark.parametrize(
    ("method", "numbers", "choice"),
    [
        ("score", {"berit": 3, "anna": 5}, "anna:5+berit:3"),
        ("star", {"anna": 0, "berit": 1}, "berit:1"),
        ("points", {"anna": 4, "berit": 6}, "anna:4+berit:6"),
        ("irv", {"anna": 2, "berit": 1}, "berit>anna"),
        ("borda", {"anna": 1, "cecilia": 1, "berit": 3}, "anna=cecilia>berit"),
        ("schulze", {}, ""),
        ("score", {}, ""),
    ],
)
def test_numbers_are_written_as_scores_or_as_places(method, numbers, choice):
    assert write_numbers(method, numbers) == choice


def test_more_points_than_there_are_is_refused():
    with pytest.raises(ChoiceRefused, match="11"):
        write_numbers("points", {"anna": BUDGET, "berit": 1})


@pytest.mark.parametrize(
    ("method", "top"), [("points", 10), ("score", 5), ("star", 5), ("irv", 7), ("borda", 7)]
)
def test_highest_number_is_the_budget_the_scale_or_the_last_place(method, top):
    assert highest_number(method, 7) == top


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "choice"),
    [("single", "anna"), ("approval", "anna+berit"), ("irv", "anna>berit"), ("star", "anna:5")],
)
def test_choice_on_the_paper_passes_and_can_be_counted(method, choice):
    round = make_vote(method=method)
    entries = list(Entry.objects.on_shortlist(round))

    check_choices({CATEGORY: choice}, method=method, entries=entries)

    slugs = [e.candidate.slug for e in entries]
    assert count(method, [(choice, 1)], candidates=slugs).ballots == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("choice", "reason"),
    [
        ("", "Choose somebody"),
        ("anna+berit", "could not be read"),
        ("Anna", "could not be read"),
        ("doris", "no longer on the ballot paper"),
    ],
    ids=["blank", "two in single", "no slug", "stranger"],
)
def test_choice_that_cannot_be_cast_is_refused_with_the_reason(choice, reason, en):
    round = make_vote()

    with pytest.raises(ChoiceRefused, match=reason):
        check_choices(
            {CATEGORY: choice}, method="single", entries=Entry.objects.on_shortlist(round)
        )


@pytest.mark.django_db
def test_choice_of_a_candidate_who_has_declined_is_refused(en):
    round = make_vote()
    decline_candidacy(round.entries.get(candidate__slug="anna").candidate)

    with pytest.raises(ChoiceRefused, match="no longer"):
        check_choices(
            {CATEGORY: "anna"}, method="single", entries=Entry.objects.on_shortlist(round)
        )


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ("anna", "Anna A"),
        ("anna+berit", "Anna A, Berit B"),
        ("berit>anna=cecilia", "1. Berit B, 2. Anna A = Cecilia C"),
        ("anna:5+berit:3", "Anna A 5, Berit B 3"),
        ("somebody-else", "somebody-else"),
    ],
)
def test_ballot_in_words_names_the_candidates(choice, words):
    assert in_words(choice, NAMES) == words
