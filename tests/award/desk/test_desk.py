"""The desk: what an organiser sees first, and who sees nothing."""

from __future__ import annotations

import pytest
from django.urls import reverse

from award.desk.templatetags.desk_tags import desk_pages
from award.log.models import LogEntry
from award.mail.models import Heartbeat
from tests.award.desk.places import place, visit
from tests.factories import make_edition, make_organiser, make_person, make_role

pytestmark = pytest.mark.django_db


def test_home_leads_straight_to_the_only_edition(client):
    edition = make_edition()
    client.force_login(make_organiser(edition))

    answer = client.get("/desk/")

    assert (answer.status_code, answer.url) == (302, reverse("desk_edition", args=place(edition)))


def test_home_lists_every_edition_one_may_read(client):
    one, other, foreign = make_edition(), make_edition(), make_edition()
    person = make_organiser(one)
    make_role(other, "reader", person=person)
    client.force_login(person)

    answer = client.get("/desk/")

    assert set(answer.context["editions"]) == {one, other}
    assert foreign.award.name_sv not in answer.content.decode()


def test_home_of_an_owner_offers_a_new_award_and_a_new_year(client):
    edition = make_edition()
    client.force_login(make_role(edition, "owner"))

    text = client.get("/desk/").content.decode()

    assert text.count('href="/desk/ny/"') == 1
    assert text.count(f'href="/desk/{edition.award.slug}/nytt-ar/"') == 1


def test_home_of_a_juror_leads_to_the_jury(client):
    client.force_login(make_role(make_edition(), "juror"))

    answer = client.get("/desk/")

    assert list(answer.context["editions"]) == []
    assert 'href="/jury/"' in answer.content.decode()


def test_edition_tells_when_the_clockwork_is_silent(client):
    edition = make_edition()

    before = visit(client, edition, "desk_edition")
    Heartbeat.objects.create(service="tick", at=before.context["calendar"].now)
    after = visit(client, edition, "desk_edition")

    assert (before.context["health"].ticking, after.context["health"].ticking) == (False, True)


def test_edition_shows_figures_and_the_open_round(client):
    edition = make_edition("nomination")

    answer = visit(client, edition, "desk_edition")

    assert answer.context["calendar"].open_round.kind == "nomination"
    parts = answer.context["parts"]
    assert [p.state for p in parts] == ["open", "next", "later", "later"]
    assert [f.value for f in parts[0].figures][:1] == ["0"]
    assert answer["Cache-Control"] == "no-store"


def test_a_switched_off_account_sees_nothing(client):
    edition = make_edition()
    person = make_organiser(edition)
    client.force_login(person)
    type(person).objects.filter(pk=person.pk).update(is_active=False)

    answer = client.get(reverse("desk_edition", args=place(edition)))

    assert answer.status_code == 302
    assert answer.url.startswith("/konto/login/")


def test_a_stranger_finds_nothing_where_a_desk_is(client):
    edition = make_edition()

    answer = visit(client, edition, "desk_edition", make_person())

    assert answer.status_code == 404


def test_an_owner_changes_where_people_reach_the_organisation(client):
    edition = make_edition()
    client.force_login(make_role(edition, "owner"))

    answer = client.post(
        reverse("desk_organisation", args=place(edition)),
        {
            "name": "Digitri",
            "email": "hej@example.org",
            "website": "digitri.example",
            "complaint_days": 14,
        },
    )

    entry = LogEntry.objects.get(action="organisation.edited")
    foot = client.get(reverse("edition", args=place(edition))).content.decode()
    assert answer.status_code == 302
    assert entry.payload.content["after"]["website"] == "https://digitri.example"
    assert "mailto:hej@example.org" in foot


@pytest.mark.parametrize(
    ("page", "marked"),
    [
        ("desk_edition", [("desk_edition", "page")]),
        ("desk_rules", [("desk_rules", "page")]),
        ("desk_award", [("desk_programme", "true")]),
    ],
)
def test_the_desks_pages_say_where_you_are_also_from_a_page_below(page, marked):
    edition = make_edition()
    path = reverse(page, args=place(edition))

    found = [(link.url, here) for link, here in desk_pages(edition, path) if here]

    assert found == [(reverse(name, args=place(edition)), here) for name, here in marked]
