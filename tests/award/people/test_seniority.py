"""The days of seniority: who may change them, and from when another number holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from award.log.models import LogEntry
from award.mail.models import Message
from award.people.domain.seniority import let_seniority_hold, set_seniority
from award.programme.models import Organisation
from tests.factories import make_edition, make_organisation, make_organiser, make_role

pytestmark = pytest.mark.django_db


def owned():
    edition = make_edition()
    return edition.award.organisation, make_role(edition, "owner"), edition


def let_days_pass(organisation, days: float) -> None:
    due = organisation.seniority_from - timedelta(days=days)
    Organisation.objects.filter(pk=organisation.pk).update(seniority_from=due)
    let_seniority_hold()
    organisation.refresh_from_db()


@pytest.mark.parametrize("days", [1, 10])
def test_another_number_holds_when_the_old_one_has_passed(days):
    organisation, owner, _ = owned()

    set_seniority(organisation, days=days, by=owner)
    organisation.refresh_from_db()
    waits = organisation.seniority_from - timezone.now()
    let_days_pass(organisation, 2.9)
    early = organisation.seniority_days
    let_days_pass(organisation, 0.2)

    assert timedelta(days=2, hours=23) < waits <= timedelta(days=3)
    assert (early, organisation.seniority_days, organisation.seniority_next) == (3, days, None)


def test_it_is_told_to_every_owner_and_stands_in_the_log():
    organisation, owner, edition = owned()
    other = make_role(edition, "owner")

    set_seniority(organisation, days=1, by=owner)
    organisation.refresh_from_db()
    let_days_pass(organisation, 3)

    told = Message.objects.filter(occasion__startswith="seniority:")
    entries = LogEntry.objects.of_organisation(organisation)
    assert sorted(m.recipient for m in told) == sorted([owner.email, other.email])
    assert [e.action for e in entries if "seniority" in e.action] == [
        "organisation.seniority_set",
        "organisation.seniority_holds",
    ]


def test_it_can_be_changed_back_before_it_holds():
    organisation, owner, _ = owned()
    set_seniority(organisation, days=1, by=owner)

    set_seniority(organisation, days=3, by=owner)
    let_seniority_hold()

    organisation.refresh_from_db()
    assert (organisation.seniority_days, organisation.seniority_next) == (3, None)


def test_the_same_number_is_no_change():
    organisation, owner, _ = owned()

    assert not set_seniority(organisation, days=3, by=owner)
    assert set_seniority(organisation, days=5, by=owner)
    assert not set_seniority(organisation, days=5, by=owner)


@pytest.mark.parametrize("days", [0, 31])
def test_the_database_knows_the_least_and_the_most(days):
    organisation = make_organisation()

    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=organisation.pk).update(seniority_days=days)


def settle(client, edition, days):
    organisation = edition.award.organisation
    typed = {"name": organisation.name, "email": organisation.email, "days": days}
    where = reverse("desk_organisation", args=[edition.award.slug, edition.year])
    return client.post(where, typed)


def test_an_owner_sets_it_on_the_page_of_the_organisation(client):
    organisation, owner, edition = owned()
    client.force_login(owner)

    status = settle(client, edition, "7").status_code

    organisation.refresh_from_db()
    assert (status, organisation.seniority_days, organisation.seniority_next) == (302, 3, 7)


def test_the_page_says_until_when_the_old_number_holds(client):
    organisation, owner, edition = owned()
    set_seniority(organisation, days=7, by=owner)
    client.force_login(owner)

    where = reverse("desk_organisation", args=[edition.award.slug, edition.year])
    field = client.get(where).context["form"]["days"]

    assert (field.initial, "är talet 3" in field.help_text) == (7, True)


@pytest.mark.parametrize("days", ["0", "31", "x", ""])
def test_a_number_that_cannot_be_is_shown_again(client, days):
    _, owner, edition = owned()
    client.force_login(owner)

    answer = settle(client, edition, days)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["days"])


def test_an_organiser_cannot_set_it(client):
    organisation, _, edition = owned()
    client.force_login(make_organiser(edition))

    assert settle(client, edition, "1").status_code == 404

    organisation.refresh_from_db()
    assert organisation.seniority_next is None
