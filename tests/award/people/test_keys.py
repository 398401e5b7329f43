"""Owners and organisers have a key of their own before they see the desk."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from award.people.domain.keys import has_key, lacks_key
from award.programme.models import Organisation
from tests.factories import make_edition, make_nominee, make_organiser, make_person, make_role
from tests.shown import sign_in_now

pytestmark = pytest.mark.django_db

KEYS = "/konto/2fa/"


@pytest.fixture(autouse=True)
def keys_required(settings):
    settings.KEYS_REQUIRED = True


@pytest.fixture
def edition():
    return make_edition()


def with_role(edition, kind):
    if kind == "nobody":
        return make_person()
    return make_organiser(edition) if kind == "organiser" else make_role(edition, kind)


def page(edition, name="desk_results"):
    return reverse(name, args=[edition.award.slug, edition.year])


@pytest.mark.parametrize(
    ("kind", "lacks"),
    [("owner", True), ("organiser", True), ("reader", False), ("juror", False), ("nobody", False)],
)
def test_those_who_decide_need_a_key(edition, kind, lacks):
    assert lacks_key(with_role(edition, kind)) is lacks


@pytest.mark.parametrize(
    ("key", "has"), [("webauthn", True), ("totp", True), ("recovery_codes", False)]
)
def test_reserve_codes_alone_are_no_key(edition, key, has):
    person = make_organiser(edition)

    Authenticator.objects.create(user=person, type=key, data={})

    assert (has_key(person), lacks_key(person)) == (has, not has)


def test_nothing_is_asked_where_the_platform_does_not_ask(edition, settings):
    settings.KEYS_REQUIRED = False

    assert lacks_key(make_organiser(edition)) is False


@pytest.mark.parametrize(
    "name",
    ["desk_edition", "desk_results", "desk_nominations", "desk_rules", "desk_proposals", "desk_people",
     "desk_mail", "desk_log", "desk_candidates", "desk_jury", "desk_laboratory", "desk_nominations_csv"],
)  # fmt: skip
def test_without_one_no_page_of_the_desk_opens(client, edition, name):
    sign_in_now(client, make_organiser(edition))

    answer = client.get(page(edition, name))

    assert (answer.status_code, answer.url) == (302, KEYS)


def test_the_page_where_one_adds_it_says_why(client, edition):
    sign_in_now(client, make_organiser(edition))

    shown = client.get(page(edition), follow=True)

    assert "behöver en passnyckel" in shown.content.decode()


def test_the_log_of_the_organisation_takes_one_too(client, edition):
    sign_in_now(client, make_role(edition, "owner"))

    answer = client.get(reverse("desk_organisation_log", args=[edition.award.organisation.slug]))

    assert (answer.status_code, answer.url) == (302, KEYS)


@pytest.mark.parametrize("name", ["desk_new_award", "desk_new_edition"])
def test_a_new_award_or_year_takes_one_too(client, edition, name):
    sign_in_now(client, make_role(edition, "owner"))

    answer = client.get(
        reverse(name, args=[edition.award.slug] if name.endswith("edition") else [])
    )

    assert (answer.status_code, answer.url) == (302, KEYS)


def test_nobody_approves_a_change_without_one(client, edition):
    sign_in_now(client, make_organiser(edition))
    decide = reverse("desk_proposal_decide", args=[edition.award.slug, edition.year, 1])

    answer = client.post(decide, {"approve": "1"})

    assert (answer.status_code, answer.url) == (302, KEYS)


def test_what_was_posted_without_one_is_there_once_she_has_it(client, edition):
    her, organiser = make_nominee(edition, "Anna Ek"), make_organiser(edition)
    sign_in_now(client, organiser)
    where = reverse("desk_candidate", args=[edition.award.slug, edition.year, her.pk])

    asked = client.post(where, {"name": "Anna Ek", "title": "Direktör för Linnéregionen"})
    Authenticator.objects.create(user=organiser, type="totp", data={})
    keys = client.get(KEYS)
    page = client.get(reverse("unsent"))

    assert (asked.status_code, asked.url) == (302, KEYS)
    assert reverse("unsent") in keys.text
    assert "Direktör för Linnéregionen" in page.text
    assert "egen nyckel" in page.text


def test_what_an_authority_may_not_keep_stays_on_the_page(client, edition):
    Organisation.objects.update(is_authority=True)
    her = make_nominee(edition, "Anna Ek")
    sign_in_now(client, make_organiser(edition))
    where = reverse("desk_candidate", args=[edition.award.slug, edition.year, her.pk])

    asked = client.post(where, {"name": "Anna Ek", "title": "Direktör för Linnéregionen"})

    assert asked.status_code == 403
    assert "Direktör för Linnéregionen" in asked.text
    assert "Lägg till en egen nyckel på en annan sida" in asked.text


def test_with_one_the_desk_opens(client, edition):
    person = make_organiser(edition)
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    sign_in_now(client, person)

    assert client.get(page(edition)).status_code == 200


def test_a_stranger_learns_nothing_of_a_desk_by_it(client, edition):
    sign_in_now(client, make_organiser(make_edition()))

    assert client.get(page(edition)).status_code == 404


def test_a_reader_and_a_juror_go_on_as_before(client, edition):
    sign_in_now(client, make_role(edition, "reader"))

    assert client.get(page(edition)).status_code == 200


def test_an_app_is_connected_with_a_button_and_switched_off_with_another(client, edition):
    person = make_organiser(edition)
    sign_in_now(client, person)

    connect = client.get("/konto/2fa/totp/activate/").content.decode()
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    off = client.get("/konto/2fa/totp/deactivate/").content.decode()

    assert '<button class="button">Koppla appen</button>' in connect
    assert 'class="qr"' in connect
    assert '<button class="button">Stäng av den</button>' in off
