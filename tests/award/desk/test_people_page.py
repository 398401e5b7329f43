"""Roles that an owner gives and takes on the desk."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.urls import reverse

from award.mail.models import Message
from award.people.domain.granting import RoleRefused, grant, person_with, revoke
from award.people.models import Role
from award.people.permissions import may_organise, may_own
from tests.award.desk.places import place
from tests.factories import make_edition, make_organisation, make_person, make_role

pytestmark = pytest.mark.django_db


def test_an_owner_gives_a_role_and_the_person_is_told(client):
    edition = make_edition()
    client.force_login(make_role(edition, "owner"))

    answer = client.post(
        reverse("desk_people", args=place(edition)),
        {"name": "Ny Ek", "email": "Ny@example.org", "role": "organiser"},
    )

    role = Role.objects.get(person__email="ny@example.org")
    assert answer.status_code == 302
    assert (role.kind, role.edition, role.person.name) == ("organiser", edition, "Ny Ek")
    assert Message.objects.filter(recipient="ny@example.org").count() == 1


def test_a_role_for_no_address_keeps_what_was_typed(client):
    edition = make_edition()
    client.force_login(make_role(edition, "owner"))

    answer = client.post(
        reverse("desk_people", args=place(edition)), {"email": "ny at example", "role": "reader"}
    )

    assert answer.status_code == 422
    assert "ny at example</textarea>" in answer.content.decode()
    assert list(answer.context["form"].errors) == ["email"]


def test_an_owner_takes_a_role_away(client):
    edition = make_edition()
    reader = make_role(edition, "reader")
    client.force_login(make_role(edition, "owner"))

    client.post(reverse("desk_people", args=place(edition)), {"revoke": reader.roles.get().pk})

    assert reader.roles.count() == 0


def test_the_last_owner_stays(client):
    edition = make_edition()
    owner = make_role(edition, "owner")
    client.force_login(owner)

    answer = client.post(
        reverse("desk_people", args=place(edition)), {"revoke": owner.roles.get().pk}, follow=True
    )

    assert owner.roles.count() == 1
    assert [m.level_tag for m in answer.context["messages"]] == ["error"]


def test_one_of_two_owners_can_leave(client):
    edition = make_edition()
    owner, other = make_role(edition, "owner"), make_role(edition, "owner")
    client.force_login(owner)

    client.post(reverse("desk_people", args=place(edition)), {"revoke": other.roles.get().pk})

    assert (owner.roles.count(), other.roles.count()) == (1, 0)


def test_a_role_in_another_organisation_cannot_be_taken(client):
    edition, other = make_edition(), make_edition(organisation=make_organisation())
    foreign = make_role(other, "reader")
    client.force_login(make_role(edition, "owner"))

    answer = client.post(
        reverse("desk_people", args=place(edition)), {"revoke": foreign.roles.get().pk}
    )

    assert (answer.status_code, foreign.roles.count()) == (404, 1)


@pytest.mark.parametrize("kind", ["organiser", "reader"])
def test_only_owners_give_roles(client, kind):
    edition = make_edition()
    client.force_login(make_role(edition, kind))

    answer = client.post(
        reverse("desk_people", args=place(edition)), {"email": "ny@example.org", "role": "owner"}
    )

    assert answer.status_code == 404
    assert Role.objects.filter(kind="owner").count() == 0


@pytest.mark.parametrize(
    ("asked", "kind", "everywhere"),
    [
        ("organiser", "organiser", False),
        ("organiser-everywhere", "organiser", True),
        ("reader", "reader", False),
        ("reader-everywhere", "reader", True),
        ("owner", "owner", True),
    ],
)
def test_a_role_holds_in_this_edition_or_in_every_one(client, asked, kind, everywhere):
    edition = make_edition()
    client.force_login(make_role(edition, "owner"))

    client.post(
        reverse("desk_people", args=place(edition)), {"email": "ny@example.org", "role": asked}
    )

    role = Role.objects.get(person__email="ny@example.org")
    assert (role.kind, role.edition) == (kind, None if everywhere else edition)


def test_a_juror_is_not_made_on_the_page_of_people(client):
    edition = make_edition()
    client.force_login(make_role(edition, "owner"))

    answer = client.post(
        reverse("desk_people", args=place(edition)), {"email": "ny@example.org", "role": "juror"}
    )

    assert (answer.status_code, Role.objects.filter(kind="juror").count()) == (422, 0)


def test_an_organiser_in_every_edition_reaches_the_next_year(client):
    edition = make_edition()
    person = make_person()
    grant(
        organisation=edition.award.organisation, edition=None, email=person.email,
        kind="organiser", by=None,
    )  # fmt: skip
    later = make_edition(award=edition.award, year=2027)

    assert may_organise(person, later)
    assert not may_own(person, edition.award.organisation)


def test_a_switched_off_owner_does_not_count_as_one_who_is_left():
    edition = make_edition()
    owner = make_role(edition, "owner")
    make_role(edition, "owner", person=make_person(is_active=False))

    with pytest.raises(RoleRefused):
        revoke(owner.roles.get(), by=owner)


def test_the_database_knows_no_owner_of_a_single_edition():
    edition = make_edition()

    with pytest.raises(IntegrityError, match="owner_role_in_every_edition"), transaction.atomic():
        Role.objects.create(
            person=make_person(), organisation=edition.award.organisation, edition=edition, kind="owner"
        )  # fmt: skip


def test_somebody_invited_under_her_second_address_is_the_same_person():
    edition = make_edition()
    person = make_person()
    EmailAddress.objects.create(user=person, email="annan@example.org", verified=True)

    role = grant(
        organisation=edition.award.organisation, edition=edition, email="Annan@example.org",
        kind="reader", by=None,
    )  # fmt: skip

    assert role.person == person


def test_what_she_calls_herself_goes_before_what_others_call_her():
    person = make_person(name="Eva Ek")

    found = person_with(person.email, name="Evis")

    assert found.name == "Eva Ek"


@pytest.mark.django_db
def test_a_pasted_list_gives_everybody_the_role(client):
    edition = make_edition()
    client.force_login(make_role(edition, "owner"))
    pasted = 'Åsa Ek <asa@example.org>; "Ask, Eva" <eva@example.org>, bo@\u200bexample.org'

    answer = client.post(
        reverse("desk_people", args=place(edition)), {"email": pasted, "role": "reader"}
    )

    assert answer.status_code == 302
    names = Role.objects.filter(kind="reader").values_list("person__email", "person__name")
    assert set(names) == {
        ("asa@example.org", "Åsa Ek"), ("eva@example.org", "Ask, Eva"), ("bo@example.org", ""),
    }  # fmt: skip


@pytest.mark.django_db
def test_one_part_that_cannot_be_read_gives_nobody_the_role(client):
    edition = make_edition()
    client.force_login(make_role(edition, "owner"))

    answer = client.post(
        reverse("desk_people", args=place(edition)),
        {"email": "bo@example.org, eva at example.org", "role": "reader"},
    )

    assert answer.status_code == 422
    assert "”eva at example.org”" in answer.text
    assert not Role.objects.filter(kind="reader").exists()


@pytest.mark.django_db
def test_one_name_for_several_is_asked_about(client):
    edition = make_edition()
    client.force_login(make_role(edition, "owner"))

    answer = client.post(
        reverse("desk_people", args=place(edition)),
        {"email": "bo@example.org, eva@example.org", "name": "Bo", "role": "reader"},
    )

    assert "Skriv varje namn före sin adress" in answer.text
    assert not Role.objects.filter(kind="reader").exists()


def test_an_address_is_read_in_the_letters_of_its_owner(client):
    edition = make_edition()
    make_role(edition, "reader", person=make_person(email="asa@xn--rksmrgs-5wao1o.se"))
    client.force_login(make_role(edition, "owner"))

    text = client.get(reverse("desk_people", args=[edition.award.slug, edition.year])).text

    assert "asa@räksmörgås.se" in text
    assert '<p class="quiet">asa@xn--' not in text
