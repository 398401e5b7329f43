"""The list of candidates on the desk: state, what is missing, searched, filtered and ordered."""

from __future__ import annotations

import pytest
from django.utils import timezone

from nominations.domain.completeness import Lack
from nominations.domain.protecting import protect
from nominations.domain.roster import Order, State, Wanted, roster
from nominations.domain.shortlisting import enter
from nominations.models import Candidate
from tests.factories import (
    get_round,
    make_candidate,
    make_edition,
    make_entry,
    make_nominee,
    make_organiser,
    make_role,
)
from tests.nominations.making import make_nomination, page, sign_in
from tests.reading import squeezed

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_edition("jury", categories=2)


def names(edition, **wanted):
    found = roster(edition, Wanted(**wanted), sees_finalists=True)
    return [row.candidate.name for row in found.rows]


def fill(edition):
    """Six who stand differently, the first in both categories and the last in none."""
    now = timezone.now()
    first, second = edition.categories.all()
    people = [
        make_candidate(edition, "Åsa Ek", workplace="Region Kronoberg"),
        make_nominee(edition, "Bo Ek", email="bo@example.org", asked_at=now, informed_at=now),
        make_nominee(
            edition, "Cilla Dal", email="c@example.org", motivation_sv="", motivation_en=""
        ),
        make_nominee(edition, "Disa Dal"),
        make_nominee(edition, "Elsa Ek", declined_at=now),
        make_nominee(edition, "Frida Ö", ineligible_at=now, ineligible_rule="Bor inte i länet."),
    ]
    jury = get_round(edition, "jury")
    for candidate in people[:5]:
        enter(candidate=candidate, category=second, round=jury)
    enter(candidate=people[0], category=first, round=jury)
    return people


def test_each_has_a_state(edition):
    fill(edition)

    found = roster(edition, Wanted(), sees_finalists=True)

    assert {row.candidate.name: row.state for row in found.rows} == {
        "Bo Ek": State.SILENT,
        "Cilla Dal": State.NOT_ASKED,
        "Disa Dal": State.NO_ADDRESS,
        "Elsa Ek": State.NO,
        "Frida Ö": State.RULED_OUT,
        "Åsa Ek": State.YES,
    }
    assert found.of == 6


def test_names_stand_as_swedish_orders_them(edition):
    fill(edition)

    assert names(edition) == ["Bo Ek", "Cilla Dal", "Disa Dal", "Elsa Ek", "Frida Ö", "Åsa Ek"]


def test_categories_are_those_of_entries_and_of_nominations(edition):
    people = fill(edition)
    make_nomination(
        edition,
        candidate=people[5],
        category=edition.categories.first(),
        decision="accepted",
        decided_at=timezone.now(),
    )

    found = {r.candidate.name: r for r in roster(edition, Wanted(), sees_finalists=True).rows}

    assert [c.slug for c in found["Åsa Ek"].categories] == ["kategori-1", "kategori-2"]
    assert [c.slug for c in found["Frida Ö"].categories] == ["kategori-1"]
    assert found["Frida Ö"].nominations == 1


def test_what_is_missing_is_the_picture_and_the_text(edition):
    fill(edition)
    Candidate.objects.filter(name="Åsa Ek").update(portrait="portraits/x.webp", portrait_alt="Hon")

    found = {r.candidate.name: r.lacks for r in roster(edition, Wanted(), sees_finalists=True).rows}

    assert found["Åsa Ek"] == ()
    assert found["Bo Ek"] == (Lack.PICTURE,)
    assert found["Cilla Dal"] == (Lack.PICTURE, Lack.TEXT)


def test_own_presentation_is_a_text(edition):
    make_nominee(edition, "Maj", motivation_sv="", motivation_en="", presentation="Jag bygger.")

    assert names(edition, lack=Lack.TEXT) == []


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"words": "ek"}, ["Bo Ek", "Elsa Ek", "Åsa Ek"]),
        ({"words": "EK åsa"}, ["Åsa Ek"]),
        ({"words": "kronoberg"}, ["Åsa Ek"]),
        ({"words": "example.org"}, []),
        ({"category": "kategori-1"}, ["Åsa Ek"]),
        ({"category": "finns-inte"}, []),
        ({"state": State.NO_ADDRESS}, ["Disa Dal"]),
        ({"lack": Lack.TEXT}, ["Cilla Dal"]),
        ({"state": State.NO, "words": "elsa"}, ["Elsa Ek"]),
        ({"state": State.NO, "words": "bo"}, []),
    ],
)
def test_wishes_narrow_the_list_together(edition, wanted, found):
    fill(edition)

    assert names(edition, **wanted) == found


@pytest.mark.parametrize(
    ("order", "first"),
    [
        (Order.CATEGORY, ["Åsa Ek", "Bo Ek"]),
        (Order.STATE, ["Cilla Dal", "Disa Dal"]),
        (Order.LACKS, ["Cilla Dal", "Bo Ek"]),
        (Order.NOMINATIONS, ["Elsa Ek", "Bo Ek"]),
    ],
)
def test_orders(edition, order, first):
    people = fill(edition)
    make_nomination(
        edition,
        candidate=people[4],
        category=edition.categories.last(),
        decision="accepted",
        decided_at=timezone.now(),
    )

    assert names(edition, order=order)[:2] == first


def test_who_has_been_erased_is_not_among_them(edition):
    make_nominee(edition, "Borta", slug="borta", motivation_sv="", motivation_en="", workplace="")
    Candidate.objects.filter(slug="borta").update(name="", erased_at=timezone.now())

    assert names(edition) == []


def test_search_does_not_find_who_a_protected_one_is(edition):
    organiser = make_organiser(edition)
    candidate = make_nominee(edition, "Hemliga Anna", workplace="Verket i Växjö")
    protect(candidate, public_name="Nominerad 7", by=organiser)

    assert names(edition, words="hemliga") == []
    assert names(edition, words="nominerad") == ["Nominerad 7"]
    assert names(edition, lack=Lack.PICTURE) == []


def test_few_questions_are_asked_however_many_there_are(edition, django_assert_max_num_queries):
    for n in range(20):
        make_entry(edition, candidate=make_candidate(edition, f"Kandidat {n}"))

    with django_assert_max_num_queries(5):
        found = roster(edition, Wanted(), sees_finalists=True)

    assert len(found.rows) == 20


def test_page_filters_by_its_address_and_says_of_how_many(client, edition):
    sign_in(client, make_organiser(edition))
    fill(edition)

    text = squeezed(client.get(page("desk_candidates", edition, "en") + "?sok=dal").text)

    assert "Cilla Dal" in text
    assert "Bo Ek" not in text
    assert "2 of 6" in text
    assert "Show everybody" in text


@pytest.mark.parametrize(
    "query",
    ["?lage=konstigt&saknas=%00&ordning=baklänges&kategori=%27", "?sok=%00%E2%80%AE", "?ordning="],
)
def test_strange_addresses_show_a_list(client, edition, query):
    sign_in(client, make_organiser(edition))
    fill(edition)

    assert client.get(page("desk_candidates", edition) + query).status_code == 200


def test_heads_keep_the_filter_and_say_the_order(client, edition):
    sign_in(client, make_organiser(edition))
    fill(edition)

    text = client.get(page("desk_candidates", edition, "en") + "?sok=ek&ordning=state").text

    assert 'href="?sok=ek&amp;ordning=category"' in text
    assert text.count("aria-sort") == 1
    assert '<input type="hidden" name="ordning" value="state">' in text


def test_nobody_like_that_is_said(client, edition):
    sign_in(client, make_organiser(edition))
    fill(edition)

    text = client.get(page("desk_candidates", edition, "en") + "?sok=zzz").text

    assert "Nobody is like that." in text


def test_who_is_a_finalist_is_told_to_readers_when_the_vote_has_opened(client, edition):
    make_entry(edition, "vote", candidate=make_candidate(edition, "Maj Ek"))
    address = page("desk_candidates", edition, "en")

    shown = []
    for kind in ("organiser", "reader"):
        sign_in(client, make_role(edition, kind))
        shown.append(">Finalist<" in client.get(address).text)
        assert ("finalister" in client.get(address).text) is (kind == "organiser")

    assert shown == [True, False]


def test_readers_see_finalists_of_an_open_vote(client):
    edition = make_edition("vote")
    make_entry(edition, "vote", candidate=make_candidate(edition, "Maj Ek"))
    make_candidate(edition, "Bo Ek")
    sign_in(client, make_role(edition, "reader"))

    text = client.get(page("desk_candidates", edition, "en") + "?finalister=1").text

    assert "Maj Ek" in text
    assert "Bo Ek" not in text
