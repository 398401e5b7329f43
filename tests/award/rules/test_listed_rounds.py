"""Rule books that list their rounds: read, checked, written in words, made on the desk."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import timedelta

import jsonschema
import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from award.rules.domain.books import rules_in_force
from award.rules.domain.changing import fields_of, kinds_of, refused_changes
from award.rules.domain.checking import check_rules
from award.rules.domain.checking_rounds import TAKEN
from award.rules.domain.document import (
    FORMAT,
    LISTED,
    Rules,
    RulesError,
    Text,
)
from award.rules.domain.extending import extended
from award.rules.domain.reading import UnreadableRules, read_rules
from award.rules.domain.round_states import RoundState
from award.rules.domain.schema import rules_schema
from award.rules.domain.words import words_of
from tests.factories import make_edition

pytestmark = pytest.mark.django_db
AT = "2026-{:02}-01T10:00:00Z"
TEXT = {"sv": "Ord", "en": "Words"}
CRITERIA = [{"slug": "mod", "name": TEXT, "description": TEXT, "weight": 2}]
JURY = {
    "kind": "jury",
    "criteria": CRITERIA,
    "scale": {"min": 1, "max": 5},
    "aggregate": "mean",
    "quorum": 1,
    "finalists": 3,
}
VOTE = {"kind": "vote", "method": "single", "identity": "email", "secrecy": "open"}
BOOK = {
    "format": LISTED,
    "award": "arets",
    "organisation": "digitri",
    "year": 2026,
    "time_zone": "Europe/Stockholm",
    "announce_at": AT.format(12),
    "categories": [
        {"slug": "sang", "name": {"sv": "Årets sång", "en": "Song of the year"}},
        {"slug": "scen", "name": {"sv": "Årets scen", "en": "Stage of the year"}},
    ],
    "rounds": [
        {"slug": "nomination", "kind": "nomination", "opens_at": AT.format(1), "closes_at": AT.format(2), "eligibility": TEXT},
        {**JURY, "slug": "lasning", "name": {"sv": "Läsningen", "en": "The reading"}, "categories": ["sang"], "opens_at": AT.format(3), "closes_at": AT.format(4)},
        {**JURY, "slug": "lyssning", "name": {"sv": "Lyssningen", "en": "The hearing"}, "categories": ["sang"], "opens_at": AT.format(5), "closes_at": AT.format(6)},
        {**JURY, "slug": "scener", "name": {"sv": "Scenerna", "en": "The stages"}, "categories": ["scen"], "opens_at": AT.format(3), "closes_at": AT.format(6)},
        {**VOTE, "slug": "vote", "categories": ["sang"], "opens_at": AT.format(7), "closes_at": AT.format(8)},
    ],
    "combination": {"rule": "shares", "weights": {"jury": 1, "public": 1}},
    "ties": ["jury", "lot"],
    "lot": {"commitment": "0" * 64},
}  # fmt: skip


def altered(change) -> dict:
    book = copy.deepcopy(BOOK)
    change(book)
    return book


def read(book: dict) -> Rules:
    rules = read_rules(json.dumps(book).encode())
    check_rules(rules)
    return rules


# The document


def test_a_list_of_rounds_is_read_and_written_as_it_was():
    rules = read(BOOK)

    assert rules.to_json() == BOOK
    assert Rules.from_json(rules.to_json()) == rules
    jsonschema.validate(BOOK, rules_schema(LISTED))


def test_what_the_first_format_can_say_is_written_in_it():
    edition = make_edition("before")
    rules = rules_in_force(edition)

    named = rules.with_round(replace(rules.jury, name=Text("Nämnden")))

    assert rules.format == FORMAT
    assert named.format == LISTED
    assert Rules.from_json(named.to_json()) == named


def test_a_book_of_the_second_format_stays_in_it():
    book = altered(lambda b: b.update(rounds=[b["rounds"][0]]))

    assert read(book).to_json()["format"] == LISTED


def test_each_category_goes_its_own_way():
    rules = read(BOOK)

    assert [r.slug for r in rules.rounds_of("sang")] == [
        "nomination",
        "lasning",
        "lyssning",
        "vote",
    ]
    assert [r.slug for r in rules.rounds_of("scen")] == ["nomination", "scener"]
    assert rules.jury_that_counts("sang").slug == "lyssning"
    assert rules.vote_that_counts("scen") is None
    assert [r.slug for r in rules.feeding("scener")] == ["nomination"]


def test_words_say_each_round_with_its_name_its_categories_and_whom_it_has_before_it():
    with translation.override("sv"):
        found = {s.heading: " ".join(s.sentences) for s in words_of(read(BOOK))}

    assert {"Läsningen", "Lyssningen", "Scenerna", "Publikens röster"} <= set(found)
    assert "Årets sång" in found["Läsningen"]
    assert "Läsningen" in found["Lyssningen"]
    assert "Juryn och publiken avgör tillsammans: Årets sång" in found["Resultat"]
    assert "Juryn avgör ensam: Årets scen" in found["Resultat"]


def test_a_longer_round_pushes_on_only_what_it_feeds():
    rules = read(BOOK)
    later = rules.round("lasning").window.closes_at + timedelta(days=60)

    becomes = extended(rules, "lasning", until=later)

    assert becomes.round("lyssning").window.opens_at == later
    assert becomes.round("scener") == rules.round("scener")
    assert becomes.round("vote").window.opens_at >= becomes.round("lyssning").window.closes_at


# What cannot be


def _rename(slug: str, to: str):
    def change(book):
        next(r for r in book["rounds"] if r["slug"] == slug)["slug"] = to

    return change


def _set(slug: str, **keys):
    def change(book):
        next(r for r in book["rounds"] if r["slug"] == slug).update(keys)

    return change


def _without(slug: str, key: str):
    def change(book):
        del next(r for r in book["rounds"] if r["slug"] == slug)[key]

    return change


WRONG = [
    (_rename("scener", "lyssning"), "rounds"),
    (_rename("scener", "ties"), "rounds"),
    (_rename("scener", "vote"), "rounds"),
    (_rename("scener", "Stor Bokstav"), "rounds.3.slug"),
    (_set("lyssning", categories=["dans"]), "lyssning.categories"),
    (_set("lyssning", categories=["sang", "sang"]), "lyssning.categories"),
    (_set("lyssning", opens_at=AT.format(3)), "lyssning.opens_at"),
    (_set("lyssning", opens_at=AT.format(9)), "lyssning.closes_at"),
    (_set("lyssning", quorum=0), "rounds.2.quorum"),
    (_set("lyssning", kind="dance"), "rounds.2.kind"),
    (_set("lyssning", method="irv"), "rounds.2.method"),
    (_without("lyssning", "criteria"), "rounds.2.criteria"),
    (_without("scener", "kind"), "rounds.3.kind"),
    (lambda b: (_without("lasning", "name")(b), _without("lyssning", "name")(b)), "rounds"),
    (lambda b: b["rounds"].append({**VOTE, "slug": "igen", "name": TEXT, "categories": ["sang"], "opens_at": AT.format(9), "closes_at": AT.format(10)}), "rounds"),
    (lambda b: b["rounds"].insert(1, {**VOTE, "slug": "forst", "name": TEXT, "categories": ["scen"], "opens_at": AT.format(2), "closes_at": AT.format(3)}), "scener.opens_at"),
    (lambda b: b["rounds"].append({**VOTE, "slug": "scenrost", "name": TEXT, "categories": ["scen"], "opens_at": AT.format(7), "closes_at": AT.format(9)}), "scenrost.opens_at"),
    (lambda b: b.update(rounds=[]), "rounds"),
    (lambda b: b.update(format="forebild-rules/3"), "format"),
    (lambda b: b.update(jury=JURY), "jury"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "place"), WRONG)
def test_what_cannot_hold_is_refused_with_its_place(change, place):
    with pytest.raises(RulesError) as refused:
        read(altered(change))

    assert place in refused.value.problems


def test_juries_of_other_categories_judge_at_the_same_time():
    assert read(BOOK).round("scener").window.opens_at == read(BOOK).round("lasning").window.opens_at


PLACES = [(n, key) for n, each in enumerate(BOOK["rounds"]) for key in each]
VALUES = st.one_of(
    st.none(), st.integers(-2, 9), st.text(max_size=6), st.sampled_from(["sang", "jury", AT.format(5)]),
    st.lists(st.sampled_from(["sang", "scen", "x"]), max_size=3), st.dictionaries(st.text(max_size=3), st.integers()),
)  # fmt: skip


@given(st.sampled_from(PLACES), VALUES)
def test_any_alteration_of_a_round_is_valid_or_refused_with_a_place_and_a_sentence(place, value):
    number, key = place
    book = altered(lambda b: b["rounds"][number].update({key: value}))
    try:
        rules = read(book)
    except RulesError as error:
        assert all(where and what for where, what in error.problems.items())
    except UnreadableRules as error:
        assert str(error)
    else:
        assert Rules.from_json(rules.to_json()) == rules
        assert words_of(rules)


def test_prizes_are_read_written_and_said():
    grades = [{"sv": "Guld", "en": "Gold"}, {"sv": "Silver", "en": "Silver"}]
    book = altered(lambda b: b["categories"][0].update(prize={"seats": 2, "grades": grades}))

    with translation.override("en"):
        words = " ".join(s for section in words_of(read(book)) for s in section.sentences)

    assert read(book).to_json() == book
    assert "Song of the year has 2 places that win: Gold, Silver." in words


@pytest.mark.parametrize(
    "prize",
    [{"seats": 0}, {"seats": 100}, {"seats": 2, "grades": [TEXT]}, {"seats": 1, "more": 1}, {}, 2],
)
def test_a_prize_that_cannot_be_is_refused(prize):
    with pytest.raises(RulesError):
        read(altered(lambda b: b["categories"][0].update(prize=prize)))


# After the freeze


def test_every_field_of_every_round_has_its_row():
    rules = read(BOOK)
    found = {field.path for field in fields_of(kinds_of(rules))}

    assert {f"{r['slug']}.{key}" for r in BOOK["rounds"] for key in r} - found == {
        f"{r['slug']}.slug" for r in BOOK["rounds"]
    }


def test_rounds_neither_come_nor_go_nor_change_places():
    rules = read(BOOK)
    states = dict.fromkeys(kinds_of(rules), RoundState.TO_COME)
    first, *rest = rules.rounds
    others = {
        "gone": rules.having(rounds=rules.rounds[:-1]),
        "turned": rules.having(rounds=(*rest, first)),
        "elsewhere": rules.with_round(replace(rules.round("scener"), only_for=("sang",))),
    }

    found = {
        name: set(
            refused_changes(rules, new, states=states, now=rules.announce_at - timedelta(300))
        )
        for name, new in others.items()
    }

    assert found == {"gone": {"vote"}, "turned": {"rounds"}, "elsewhere": {"scener.categories"}}


def test_no_round_can_be_called_as_anything_else_in_a_rule_book_is():
    assert set(rules_schema(LISTED)["properties"]) == TAKEN
