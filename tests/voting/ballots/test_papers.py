"""A ballot paper from memory is the one that the database would give, at every moment and in every language."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from award.programme.domain.memory import Memory
from award.programme.models import Category
from award.rules.domain.books import adopt, locked, rules_in_force
from award.rules.domain.document import Text
from award.rules.models import Freeze, RuleBook
from nominations.domain.answering import decline_candidacy
from nominations.models import Candidate, Entry
from tests.factories import make_candidate, make_entry
from tests.time_travel import triggers_asleep
from tests.voting.ballots.browsing import Browser
from tests.voting.ballots.electorate import CATEGORY, make_vote
from voting.ballots.domain import papers
from voting.ballots.domain.off_the_paper import off_paper
from voting.ballots.domain.papers import NoVote, ballot_paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def round(monkeypatch):
    """A vote whose paper has been looked at in both languages."""
    monkeypatch.setattr(papers, "_papers", Memory())
    made = make_vote()
    for language in ("sv", "en"):
        with translation.override(language):
            ballot_paper(made)
    return made


def standing(round):
    return [entry.candidate.name for entry in ballot_paper(round).standing]


def gone(round):
    return [entry.candidate.name for entry in ballot_paper(round).left]


def anna():
    return Candidate.objects.filter(slug="anna")


def change_rules(round, **changes):
    """As two organisers may, at whatever time."""
    with triggers_asleep():
        edition = locked(round.edition)
        adopt(edition, rules_in_force(edition).having(**changes), by=None, actor="system")


def test_second_look_takes_one_statement(round, django_assert_num_queries):
    with django_assert_num_queries(1):
        paper = ballot_paper(round)
        [(each.category.slug, each.candidate.edition.year) for each in paper.standing]
        [(each.category.slug, each.candidate.name) for each in paper.left]
        paper.names, paper.method, paper.categories  # noqa: B018


def test_finalist_who_leaves_has_left_at_once(round):
    decline_candidacy(anna().get())

    assert (standing(round), gone(round)) == (["Berit", "Cecilia"], ["Anna"])


def test_finalist_who_is_ruled_out_has_left_at_once(round):
    with triggers_asleep():
        anna().update(ineligible_at=round.opens_at, ineligible_reason="Ej behörig")

    assert (standing(round), gone(round)) == (["Berit", "Cecilia"], ["Anna"])


def test_changed_name_and_picture_are_seen_at_once(round):
    anna().update(name="Anna Ny", portrait="portraits/ny.jpg", portrait_alt="Anna vid ett fönster")

    first = ballot_paper(round).standing[0].candidate
    assert (first.name, first.portrait.name, first.portrait_alt) == (
        "Anna Ny",
        "portraits/ny.jpg",
        "Anna vid ett fönster",
    )
    assert ballot_paper(round).names["anna"] == "Anna Ny"


def test_whoever_joins_is_seen_at_once(round):
    make_entry(round.edition, "vote", candidate=make_candidate(round.edition, "Doris"))

    assert standing(round) == ["Anna", "Berit", "Cecilia", "Doris"]


def test_whoever_is_taken_off_is_gone_at_once(round):
    Entry.objects.get(round=round, candidate__slug="anna").delete()

    assert (standing(round), gone(round)) == (["Berit", "Cecilia"], [])


def test_category_that_is_renamed_is_seen_at_once(round):
    with triggers_asleep():
        Category.objects.filter(edition=round.edition).update(name_sv="Nytt namn")

    paper = ballot_paper(round)
    assert {c.name_sv for c in paper.categories} == {"Nytt namn"}
    assert {e.category.name_sv for e in paper.standing} == {"Nytt namn"}


def test_changed_method_is_seen_at_once(round):
    assert ballot_paper(round).method == "single"

    change_rules(round, vote=replace(rules_in_force(round.edition).vote, method="approval"))

    assert ballot_paper(round).method == "approval"


def test_rules_that_ask_for_no_yes_let_on_whoever_knows(round):
    anna().update(accepted_at=None)
    assert standing(round) == ["Berit", "Cecilia"]

    consent = rules_in_force(round.edition).consent
    change_rules(
        round,
        consent=replace(consent, needed=False, reason=Text("Publicerade verk", "Published works")),
    )

    assert standing(round) == ["Anna", "Berit", "Cecilia"]


def test_vote_without_rules_is_no_vote(round):
    with triggers_asleep():
        Freeze.objects.filter(edition=round.edition).delete()
        RuleBook.objects.filter(edition=round.edition).delete()

    with pytest.raises(NoVote):
        ballot_paper(round).method  # noqa: B018


def test_names_stand_in_the_order_of_each_language(round):
    anna().update(name="Ängla")
    Candidate.objects.filter(slug="cecilia").update(name="Zara")

    found = {}
    for language in ("sv", "en", "sv"):
        with translation.override(language):
            found[language] = standing(round)

    assert found == {"sv": ["Berit", "Zara", "Ängla"], "en": ["Ängla", "Berit", "Zara"]}


def test_whoever_was_erased_is_called_so_in_each_language(round):
    with triggers_asleep():
        anna().update(
            name="", workplace="", motivation_sv="", motivation_en="", erased_at=round.opens_at
        )

    found = []
    for language in ("sv", "en"):
        with translation.override(language):
            found.append(ballot_paper(round).names["anna"])

    assert found == ["Någon som har raderats", "Somebody who has been erased"]


def test_what_is_taken_back_is_seen_by_nobody_after_it(round):
    with transaction.atomic():
        anna().update(name="Aldrig")
        inside = standing(round)
        transaction.set_rollback(True)

    assert (inside[0], standing(round)[0]) == ("Aldrig", "Anna")


def test_two_votes_have_each_its_own(round):
    other = make_vote(categories=2)

    assert [len(ballot_paper(each).standing) for each in (round, other, round)] == [3, 6, 3]


def test_who_has_left_stands_as_it_is_asked_elsewhere(round):
    decline_candidacy(anna().get())

    assert ballot_paper(round).left == off_paper(round)


def test_code_for_whoever_left_after_the_paper_was_kept_casts_nothing(round):
    browser = Browser(round)
    page = browser.choose()["Location"]

    decline_candidacy(anna().get())

    assert "again=" in browser.type_code(page)["Location"]
    assert not round.ballots.exists()


def test_page_of_the_paper_shows_the_new_method_at_once(round):
    browser = Browser(round)
    assert f'type="radio" name="{CATEGORY}"' in browser.get("vote").text

    change_rules(round, vote=replace(rules_in_force(round.edition).vote, method="approval"))

    assert f'type="checkbox" name="{CATEGORY}"' in browser.get("vote").text


def test_every_table_that_is_remembered_has_its_version_read(round):
    with CaptureQueriesContext(connection) as asked:
        papers._read(round.pk, "")

    tables = {t for q in asked for t in re.findall(r'(?:FROM|JOIN) "(\w+)"', q["sql"])}
    assert tables
    assert tables <= set(re.findall(r"(?:FROM|JOIN) (\w+)", papers._VERSIONS))
