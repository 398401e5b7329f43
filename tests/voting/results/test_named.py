"""Whoever is named in a result is found, shown and erased from it, with what the jury wrote."""

import pytest

from award.people.domain.personal.erasing import erase
from award.people.domain.personal.finding import find, held
from award.people.domain.personal.reach import reach_of
from award.people.domain.personal.wanted import Wanted
from nominations.domain.answering import decline_candidacy
from nominations.domain.erasing import erase_candidate
from tests.award.people.personal import saying
from tests.factories import make_role
from tests.voting.results.playing import alias, announce, counted, newest
from voting.results.domain.annex import erase_name
from voting.results.models import Motivation, ResultName

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def list_file(settings, tmp_path):
    settings.ERASED_LIST = tmp_path / "list.jsonl"


@pytest.fixture
def won():
    """Anna has won, and the jury has said why."""
    edition = counted("single", {"anna": 3, "berit": 1}, public=False)
    about = alias(edition, "anna")
    Motivation.objects.create(
        edition=edition, category=edition.categories.get(), about=about, text_sv="Anna lyser."
    )
    announce(edition)
    return edition


def reach(edition):
    return reach_of(make_role(edition, "owner"), edition.award.organisation)


def named(found):
    return [each for each in found if each.source == "named"]


def test_name_in_a_result_is_found_and_shown_with_the_jurys_words(won):
    found = named(f.holding for f in find(Wanted("Anna"), reach(won)))

    with_her = named(held([f"nominee:{won.candidates.get(slug='anna').pk}"], reach(won)))

    assert [h.name for h in found] == ["Anna"]
    assert [h.reference for h in with_her] == [found[0].reference]


def test_while_she_takes_part_she_is_named(won):
    there = reach(won)
    found = named(f.holding for f in find(Wanted("Anna"), there))

    outcome = erase(found, by=there.reader, reason="asked")

    assert len(outcome.refused) == 1
    assert ResultName.objects.filter(name="Anna").exists()


def test_erased_she_is_named_nowhere_and_the_result_is_what_it_was(won):
    before = newest(won).sha256
    anna = won.candidates.get(slug="anna")
    decline_candidacy(anna)

    erase_candidate(anna, by="task:test", reason="asked")

    assert not ResultName.objects.filter(name="Anna").exists()
    assert not Motivation.objects.exists()
    assert newest(won).sha256 == before
    assert saying("Anna lyser") == []


def test_words_about_several_winners_go_with_each_of_them():
    edition = counted("single", {"anna": 2, "berit": 2}, ties=("first_places",), public=False)
    both = "+".join(sorted([alias(edition, "anna"), alias(edition, "berit")]))
    Motivation.objects.create(
        edition=edition, category=edition.categories.get(), about=both, text_sv="Anna och Berit."
    )

    erase_name(edition, alias(edition, "berit"))

    assert not Motivation.objects.exists()
    assert ResultName.objects.filter(alias=alias(edition, "anna")).exists()
