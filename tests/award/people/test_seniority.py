"""The days of seniority: who may change them, and from when another number holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from award.log.models import LogEntry
from award.mail.models import Message
from award.people.domain.seniority import let_seniority_hold, propose_seniority, set_seniority
from award.people.domain.two_persons import (
    ActRefused,
    OutsideWitness,
    approve,
    ways_to_propose,
)
from award.people.models import Proposal
from award.programme.models import Edition, Organisation
from tests.factories import make_edition, make_organisation, make_organiser, make_role
from tests.serving import as_serving

pytestmark = pytest.mark.django_db


def owned():
    edition = make_edition()
    return edition.award.organisation, make_role(edition, "owner"), edition


def let_days_pass(organisation, days: float) -> None:
    due = organisation.seniority_from - timedelta(days=days)
    Organisation.objects.filter(pk=organisation.pk).update(seniority_from=due)
    let_seniority_hold()
    organisation.refresh_from_db()


@pytest.mark.parametrize("days", [4, 10])
def test_a_higher_number_holds_when_the_old_one_has_passed(days):
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

    set_seniority(organisation, days=5, by=owner)
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
    set_seniority(organisation, days=9, by=owner)

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


def lower(organisation, owner, days=1, **options) -> Proposal:
    return propose_seniority(organisation, days=days, by=owner, reason="Vi är få.", **options)


def test_fewer_days_are_not_set_by_one():
    """Seen: whoever meant to let her second address in set the days to one first."""
    organisation, owner, _ = owned()

    with pytest.raises(ActRefused):
        set_seniority(organisation, days=1, by=owner)

    organisation.refresh_from_db()
    assert (organisation.seniority_days, organisation.seniority_next) == (3, None)


def test_fewer_days_take_two_of_the_organisation_and_hold_at_once():
    organisation, owner, edition = owned()
    other, here_alone = make_role(edition, "owner"), make_organiser(edition)
    set_seniority(organisation, days=9, by=owner)
    proposal = lower(organisation, owner)

    with pytest.raises(ActRefused):
        approve(proposal, by=here_alone)
    approve(proposal, by=other)

    organisation.refresh_from_db()
    entry = LogEntry.objects.of_organisation(organisation).get(
        action="organisation.seniority_holds"
    )
    assert (organisation.seniority_days, organisation.seniority_next) == (1, None)
    assert entry.payload.content["before"] == {"days": 3}
    assert Message.objects.filter(
        recipient=owner.email, occasion=f"proposal_decided:{proposal.pk}"
    ).exists()


def test_a_lone_owner_takes_a_witness_and_no_hours_do():
    organisation, owner, _ = owned()
    witness = OutsideWitness("Vera Vittne", "vera@example.net")

    with pytest.raises(ActRefused):
        lower(organisation, owner)

    assert lower(organisation, owner, witness=witness).needs == "witness"


def test_what_is_as_low_already_is_not_proposed():
    organisation, owner, _ = owned()

    with pytest.raises(ActRefused):
        lower(organisation, owner, days=3)


def place(edition) -> str:
    return reverse("desk_seniority", args=[edition.award.slug, edition.year])


def settle(client, edition, days, **more):
    return client.post(place(edition), {"days": days, "reason": "Vi är få."} | more)


def test_an_owner_raises_it_on_a_page_of_its_own(client):
    organisation, owner, edition = owned()
    client.force_login(owner)

    status = settle(client, edition, "7").status_code

    organisation.refresh_from_db()
    assert (status, organisation.seniority_days, organisation.seniority_next) == (302, 3, 7)


def test_an_owner_proposes_fewer_there(client):
    organisation, owner, edition = owned()
    make_role(edition, "owner")
    client.force_login(owner)

    status = settle(client, edition, "1").status_code

    proposal = Proposal.objects.get()
    organisation.refresh_from_db()
    assert (status, organisation.seniority_days) == (302, 3)
    assert (proposal.kind, proposal.needs, proposal.edition) == (
        "organisation.seniority",
        "second",
        None,
    )
    assert proposal.words["sv"] == [
        "En arrangör räknas i det som kräver två efter 1 dag, i stället för 3."
    ]


def test_a_lone_owner_is_asked_for_a_witness_there(client):
    _, owner, edition = owned()
    client.force_login(owner)

    refused = settle(client, edition, "1")
    asked = settle(
        client, edition, "1", witness_name="Vera", witness_email="vera@example.net"
    ).status_code

    assert refused.status_code == 422
    assert "vittne utifrån" in refused.text
    assert refused.context["form"]["reason"].value() == "Vi är få."
    assert (asked, Proposal.objects.get().needs) == (302, "witness")


def test_the_page_says_until_when_the_old_number_holds(client):
    organisation, owner, edition = owned()
    set_seniority(organisation, days=7, by=owner)
    client.force_login(owner)

    field = client.get(place(edition)).context["form"]["days"]

    assert (field.initial, "skriv 3 för att" in field.help_text) == (7, True)


def test_the_programme_leads_there(client):
    _, owner, edition = owned()
    client.force_login(owner)

    page = client.get(reverse("desk_programme", args=[edition.award.slug, edition.year])).text

    assert place(edition) in page
    assert "efter 3 dagar" in page


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


def test_a_higher_number_shuts_nobody_out_who_counts():
    """An owner of sixty days does not make herself alone beside an organiser of ten."""
    edition = make_edition("nomination")
    organisation, now = edition.award.organisation, timezone.now()
    owner = make_role(edition, "owner", created_at=now - timedelta(days=60))
    colleague = make_role(edition, "organiser", created_at=now - timedelta(days=10))
    new = make_role(edition, "organiser", created_at=now - timedelta(days=2))

    set_seniority(organisation, days=30, by=owner)
    organisation.refresh_from_db()
    let_days_pass(organisation, 3)
    ways = ways_to_propose("rules.change", edition=Edition.objects.get(pk=edition.pk), person=owner)

    assert (organisation.seniority_days, new in ways.seconds) == (30, False)
    assert list(ways.seconds) == [colleague]


def test_a_second_rise_keeps_those_of_the_first():
    edition = make_edition("nomination")
    organisation, now = edition.award.organisation, timezone.now()
    owner = make_role(edition, "owner", created_at=now - timedelta(days=60))
    colleague = make_role(edition, "organiser", created_at=now - timedelta(days=10))
    for days in (20, 30):
        set_seniority(organisation, days=days, by=owner)
        organisation.refresh_from_db()
        let_days_pass(organisation, 20)

    ways = ways_to_propose("rules.change", edition=Edition.objects.get(pk=edition.pk), person=owner)

    assert list(ways.seconds) == [colleague]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("days", [0, 300, None], ids=["later", "earlier", "none"])
def test_the_role_that_serves_moves_no_moment_from_which_somebody_counts(days):
    kept = None if days is None else timezone.now() - timedelta(days=days)
    organisation = make_organisation()
    Organisation.objects.filter(pk=organisation.pk).update(
        seniority_kept=timezone.now() - timedelta(days=9)
    )
    with (
        as_serving(),
        pytest.raises(IntegrityError, match="shuts nobody out"),
        transaction.atomic(),
    ):
        Organisation.objects.filter(pk=organisation.pk).update(seniority_kept=kept)


@pytest.mark.django_db(transaction=True)
def test_the_role_that_serves_lets_a_higher_number_hold():
    edition = make_edition("nomination")
    organisation, owner = edition.award.organisation, make_role(edition, "owner")
    with as_serving():
        set_seniority(organisation, days=10, by=owner)
    organisation.refresh_from_db()
    Organisation.objects.filter(pk=organisation.pk).update(
        seniority_from=timezone.now() - timedelta(minutes=1)
    )

    with as_serving():
        held = let_seniority_hold()

    organisation.refresh_from_db()
    assert (held, organisation.seniority_days) == (1, 10)
    assert organisation.seniority_kept < timezone.now() - timedelta(days=2)
