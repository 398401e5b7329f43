"""Organisers make a year of many rounds on the desk, and say who wins what."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from award.programme.models import Edition, Round
from award.rules.domain.books import rule_book_in_force, rules_in_force
from award.rules.domain.document import (
    LISTED,
    Prize,
    Text,
    Window,
)
from award.rules.domain.freezing import is_frozen
from award.rules.domain.rounds_made import with_new_round
from tests.factories import make_candidate, make_edition, make_entry, make_organiser

pytestmark = pytest.mark.django_db


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

    assert answer.url == page("desk_rules_round", edition, "lasningen")
    rules = rules_in_force(edition)
    assert [r.slug for r in rules.rounds] == ["nomination", "lasningen", "jury", "vote"]
    assert Round.objects.get(edition=edition, slug="lasningen").only_for == ["kategori-1"]
    assert rule_book_in_force(edition).rules["format"] == LISTED
    shown = desk.get(answer.url).text
    assert 'name="lasningen__quorum"' in shown
    assert 'name="jury__only_for"' not in shown


def test_a_round_has_a_page_on_which_it_alone_is_changed(desk, edition):
    path = page("desk_rules_round", edition, "jury")
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


def test_a_round_may_be_called_as_another_part_of_the_rules_is(desk, edition):
    """Its page was that of the ties."""
    desk.post(
        page("desk_rules_add_round", edition),
        new_round(edition, name_sv="Lika", name_en="Alike"),
    )

    of_round = desk.get(page("desk_rules_round", edition, "lika")).context["form"]
    of_ties = desk.get(page("desk_rules_part", edition, "lika")).context["form"]

    assert "lika__quorum" in of_round.fields
    assert "tie_1" not in of_round.fields
    assert "tie_1" in of_ties.fields
    assert "lika__quorum" not in of_ties.fields
    assert desk.get(page("desk_rules_round", edition, "priser")).status_code == 404
