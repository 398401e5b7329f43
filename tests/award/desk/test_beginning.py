"""The first visit to an empty installation: one link, from nothing to a page of an award."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from award.desk.domain import beginning
from award.desk.domain.beginning import HasBegun, begin, beginning_link
from award.log.models import LogEntry
from award.mail.models import Message
from award.people.domain.organisations import found_organisation
from award.people.models import Person, Role
from award.programme.models import Award, Edition, Organisation
from tests.factories import make_organisation
from tests.serving import as_serving

pytestmark = pytest.mark.django_db
WHO = {"organisation": "Föreningen Ljus", "name": "Åsa Ek", "email": "asa@example.org"}


def link() -> str:
    return "/desk/" + beginning_link().split("/desk/")[1]


def test_from_the_link_to_a_public_page_in_few_steps(client, settings):
    settings.SITE_URL = "http://testserver"
    steps = [client.post(link(), WHO)]
    award = {
        "organisation": Organisation.objects.get().pk,
        "name_sv": "Årets lärare",
        "purpose_sv": "Tack.",
    }
    colours = {"colour": "#123456", "accent": "#654321"}
    steps.append(client.post(steps[-1].url, award | colours))
    gala = timezone.localtime() + timedelta(weeks=20)
    asked = {"shape": "jury", "gala": f"{gala:%Y-%m-%dT19:00}"}
    steps.append(client.get(steps[-1].url, asked))
    filled = {f.name: f.value() for f in steps[-1].context["form"] if f.value() is not None}
    typed = {
        name: f"{value:%Y-%m-%dT%H:%M}" if hasattr(value, "hour") else value
        for name, value in filled.items()
    }
    steps.append(client.post("/desk/arets-larare/nytt-ar/", typed))
    edition = Edition.objects.get()
    steps.append(client.post(reverse("desk_show", args=["arets-larare", edition.year])))

    assert [step.status_code for step in steps] == [302, 302, 200, 302, 302]
    assert [round.kind for round in edition.rounds.all()] == ["nomination", "jury"]
    assert client.get(f"/arets-larare/{edition.year}/").status_code == 200
    edition.refresh_from_db()
    assert edition.is_public


def test_whoever_began_owns_and_is_signed_in_and_it_is_mailed_and_logged(client):
    client.post(link(), WHO)

    role = Role.objects.get()
    assert (role.kind, role.person.name, role.person.email) == ("owner", "Åsa Ek", WHO["email"])
    assert client.get("/desk/").status_code == 200
    assert Message.objects.filter(recipient=WHO["email"]).exists()
    assert LogEntry.objects.filter(action="role.granted").count() == 1


def test_in_production_the_owner_is_led_to_a_key_of_her_own_at_once(client, settings):
    settings.KEYS_REQUIRED = True

    after = client.get(client.post(link(), WHO).url, follow=True)

    assert after.status_code == 200
    assert "/2fa/" in after.redirect_chain[-1][0]


def test_link_leads_nowhere_when_it_has_been_used(client):
    there = link()
    client.post(there, WHO)
    client.logout()

    seen, tried = client.get(there), client.post(there, WHO | {"organisation": "En till"})

    assert (seen.status_code, tried.status_code) == (410, 410)
    assert Organisation.objects.count() == 1
    assert Person.objects.count() == 1


@pytest.mark.parametrize("key", ["0" * 32, "x", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"])
def test_link_that_somebody_guessed_is_not_found(client, key):
    assert client.get(f"/desk/borja/{key}/").status_code == 404
    assert client.post(f"/desk/borja/{key}/", WHO).status_code == 404
    assert not Organisation.objects.exists()


def test_what_is_wrong_is_said_and_what_was_typed_stays(client):
    answer = client.post(link(), WHO | {"email": "asa"})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["email"]
    assert 'value="Föreningen Ljus"' in answer.text
    assert not Organisation.objects.exists()


def test_of_two_at_once_one_founds():
    """The second had seen that there was nothing yet."""
    begin(**WHO)

    with pytest.raises(HasBegun):
        begin(**WHO)


@pytest.mark.django_db(transaction=True)
def test_role_that_serves_may_found(client):
    with as_serving():
        assert client.post(link(), WHO).status_code == 302


def test_command_prints_the_link_until_there_is_an_organisation():
    before, after = StringIO(), StringIO()

    call_command("begin", stdout=before)
    make_organisation()
    call_command("begin", stdout=after)

    assert before.getvalue() == f"Begin here: {beginning_link()}\n"
    assert "borja" not in after.getvalue()


def test_link_is_another_under_another_key(monkeypatch):
    first = beginning_link()
    monkeypatch.setattr(beginning, "mac", lambda purpose, said: "f" * 64)

    assert beginning_link() != first


@pytest.mark.parametrize(
    ("names", "slugs"),
    [
        (["Linné", "Linne"], ["linne", "linne-2"]),
        (["東京", "北京"], ["organisation", "organisation-2"]),
    ],
)
def test_each_organisation_gets_an_address_of_its_own(names, slugs):
    founded = [found_organisation(name, email="a@example.org") for name in names]

    assert [role.organisation.slug for role in founded] == slugs


def test_address_of_an_award_proposes_itself_from_the_name(client):
    client.post(link(), WHO)
    fields = {
        "organisation": Organisation.objects.get().pk,
        "purpose_sv": "Tack.",
        "colour": "#123456",
        "accent": "#654321",
    }

    named = client.post("/desk/ny/", fields | {"name_sv": "Årets förebild!"})
    nameless = client.post("/desk/ny/", fields | {"name_sv": "賞"})

    assert named.url == "/desk/arets-forebild/nytt-ar/"
    assert list(nameless.context["form"].errors) == ["slug"]
    assert Award.objects.count() == 1
