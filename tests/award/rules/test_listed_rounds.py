"""Rule books that list their rounds: read, checked, written in words, made on the desk."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import timedelta

import jsonschema
import pytest
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from award.programme.models import Edition, Round
from award.rules.domain.books import rule_book_in_force, rules_in_force
from award.rules.domain.changing import fields_of, kinds_of, refused_changes
from award.rules.domain.checking import check_rules
from award.rules.domain.document import (
    FORMAT,
    LISTED,
    Prize,
    Rules,
    RulesError,
    Text,
    Window,
)
from award.rules.domain.extending import extended
from award.rules.domain.freezing import is_frozen
from award.rules.domain.reading import UnreadableRules, read_rules
from award.rules.domain.round_states import RoundState
from award.rules.domain.rounds_made import with_new_round
from award.rules.domain.schema import rules_schema
from award.rules.domain.words import words_of
from tests.factories import make_candidate, make_edition, make_entry, make_organiser

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


# On the desk


@pytest.fixture
def edition() -> Edition:
    return make_edition("before", categories=2)


@pytest.fixture
def desk(client, edition):
    client.force_login(make_organiser(edition))
    return client


def page(name: str, edition: Edition, *more: str) -> str:
    return reverse(name, args=[edition.award.slug, edition.year, *more])


def typed(moment, edition) -> str:
    return f"{moment.astimezone(edition.zone):%Y-%m-%dT%H:%M}"


def new_round(edition: Edition, **changes) -> dict:
    jury = Round.objects.get(edition=edition, slug="jury")
    nomination = Round.objects.get(edition=edition, slug="nomination")
    return {
        "kind": "jury",
        "name_sv": "Läsningen",
        "name_en": "The reading",
        "only_for": ["kategori-1"],
        "opens_at": typed(nomination.closes_at + timedelta(hours=1), edition),
        "closes_at": typed(jury.opens_at - timedelta(hours=1), edition),
        **changes,
    }


def test_a_round_is_added_and_opens_its_own_page(desk, edition):
    answer = desk.post(page("desk_rules_add_round", edition), new_round(edition))

    assert answer.url == page("desk_rules_part", edition, "lasningen")
    rules = rules_in_force(edition)
    assert [r.slug for r in rules.rounds] == ["nomination", "lasningen", "jury", "vote"]
    assert Round.objects.get(edition=edition, slug="lasningen").only_for == ["kategori-1"]
    assert rule_book_in_force(edition).rules["format"] == LISTED
    shown = desk.get(answer.url).text
    assert 'name="lasningen__quorum"' in shown
    assert 'name="jury__only_for"' not in shown


def test_a_round_has_a_page_on_which_it_alone_is_changed(desk, edition):
    path = page("desk_rules_part", edition, "jury")
    form = desk.get(path).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent = {
        n: typed(v, edition) if hasattr(v, "year") else v for n, v in sent.items() if v is not None
    }

    answer = desk.post(path, sent | {"quorum": "4", "jury__only_for": ["kategori-2"]})

    assert answer.status_code == 302
    rules = rules_in_force(edition)
    assert (rules.jury.quorum, rules.jury.only_for) == (4, ("kategori-2",))
    assert set(form.fields) & {"method", "tie_1", "announce_at"} == set()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "dance"}, "kind"),
        ({"only_for": ["x"]}, "only_for"),
        ({"name_sv": ""}, "__all__"),
        ({"closes_at": "2020-01-01T10:00"}, "closes_at"),
        ({"opens_at": "2020-01-01T10:00"}, "opens_at"),
    ],
)
def test_a_round_that_cannot_be_is_refused_beside_its_field(desk, edition, changes, field):
    answer = desk.post(page("desk_rules_add_round", edition), new_round(edition, **changes))

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert rule_book_in_force(edition).version == 1


def test_a_round_goes_when_somebody_is_sure(desk, edition):
    path = page("desk_rules_remove_round", edition, "vote")

    asked = desk.post(path)
    desk.post(path, {"sure": "1"})

    assert asked.status_code == 200
    assert [r.slug for r in rules_in_force(edition).rounds] == ["nomination", "jury"]
    assert not Round.objects.filter(edition=edition, slug="vote").exists()


def test_a_round_in_which_somebody_stands_does_not_go(desk, edition):
    make_entry(edition, candidate=make_candidate(edition))

    answer = desk.post(page("desk_rules_remove_round", edition, "jury"), {"sure": "1"})

    assert "står redan" in answer.text
    assert rules_in_force(edition).jury


def test_after_the_freeze_no_round_comes_or_goes(client):
    edition = make_edition("nomination")
    is_frozen(edition)
    client.force_login(make_organiser(edition))

    added = client.post(page("desk_rules_add_round", edition), {"kind": "jury"})
    gone = client.post(page("desk_rules_remove_round", edition, "vote"), {"sure": "1"})

    assert (added.status_code, gone.status_code) == (302, 404)
    assert len(rules_in_force(edition).rounds) == 3


def test_a_name_gives_an_address_that_nothing_else_has():
    rules = rules_in_force(make_edition("before"))
    window = Window(rules.announce_at, rules.announce_at + timedelta(days=1))

    found = []
    for name in ("Jury", "jury", "Ties", "Läsning!", "Läsning", "…"):
        rules = with_new_round(rules, "jury", name=Text(name), only_for=(), window=window)
        found.append(next(r.slug for r in rules.rounds if r.name == Text(name)))

    assert found == ["jury-2", "jury-3", "ties-2", "lasning", "lasning-2", "omgang"]


def prizes(desk, edition, **changes):
    path = page("desk_rules_part", edition, "priser")
    form = desk.get(path).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    return desk.post(path, sent | {f"pris__kategori-1__{k}": v for k, v in changes.items()})


def test_organisers_say_who_wins_what(desk, edition):
    prizes(desk, edition, seats="2", grades_sv="Guld\nSilver", grades_en="Gold")

    first, second = rules_in_force(edition).categories
    assert first.prize == Prize(2, (Text("Guld", "Gold"), Text("Silver", "")))
    assert second.prize is None


def test_too_few_names_are_refused_beside_the_number(desk, edition):
    answer = prizes(desk, edition, seats="3", grades_sv="Guld\nSilver")

    assert list(answer.context["form"].errors) == ["pris__kategori-1__seats"]


def test_a_category_keeps_its_prize_when_another_is_added(desk, edition):
    prizes(desk, edition, seats="2")
    desk.post(page("desk_new_category", edition), {"name_sv": "Årets nya", "position": "9"})

    assert [c.seats for c in rules_in_force(edition).categories] == [2, 1, 1]


def test_a_category_with_a_round_of_its_own_does_not_go(desk, edition):
    desk.post(page("desk_rules_add_round", edition), new_round(edition))
    first = edition.categories.first()

    answer = desk.post(
        page("desk_category", edition, first.pk), {"remove": "1", "sure": "1"}, follow=True
    )

    assert edition.categories.count() == 2
    assert "Läsningen" in answer.text
