"""A decision past the program: the database judges who approves by the roles that are stored."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from award.people.domain import acts as acting
from award.people.domain.two_persons import propose
from award.people.models import Proposal, Role
from award.people.sql.deciding import ALWAYS_WITNESS, TAKE_ONE
from tests.factories import make_edition, make_organisation, make_organiser, make_person, make_role
from tests.serving import as_serving

pytestmark = pytest.mark.django_db


def asked(edition, by) -> Proposal:
    make_organiser(edition)
    return propose("test.rename", edition=edition, by=by, reason="Fel", payload={"name": "Åsa"})


def approve_past_the_program(proposal, person) -> None:
    with transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(
            state="approved", decided_by=person, decided_at=timezone.now()
        )


def lately() -> dict:
    return {"created_at": timezone.now() - timedelta(days=1)}


WHO = {
    "new": lambda edition, by: make_organiser(edition, **lately()),
    "elsewhere": lambda edition, by: make_organiser(make_edition()),
    "reader": lambda edition, by: make_role(edition, "reader"),
    "gone": lambda edition, by: make_organiser(edition, person=make_person(is_active=False)),
    "nobody": lambda edition, by: make_person(),
}


@pytest.mark.parametrize("who", WHO.values(), ids=WHO)
def test_approved_by_somebody_who_does_not_count(rename, who):
    edition = make_edition()
    by = make_organiser(edition)
    proposal, person = asked(edition, by), who(edition, by)

    with pytest.raises(IntegrityError, match="days of seniority"):
        approve_past_the_program(proposal, person)


@pytest.mark.parametrize("direction", ["proposer gave", "decider gave"])
def test_approved_by_one_whom_the_other_has_lately_let_in(rename, direction):
    edition = make_edition()
    by, other = make_organiser(edition), make_organiser(edition)
    giver, taker = (by, other) if direction == "proposer gave" else (other, by)
    organisation = edition.award.organisation
    Role.objects.create(
        person=taker, organisation=organisation, kind="organiser", granted_by=giver, **lately()
    )

    with pytest.raises(IntegrityError, match="let the other in"):
        approve_past_the_program(asked(edition, by), other)


def test_approved_by_somebody_who_counts(rename):
    edition = make_edition()
    by, other = make_organiser(edition), make_organiser(edition)
    proposal = asked(edition, by)

    approve_past_the_program(proposal, other)

    proposal.refresh_from_db()
    assert proposal.state == "approved"


def test_a_witness_who_has_not_confirmed_confirms_nothing(rename):
    edition = make_edition()
    proposal = asked(edition, make_organiser(edition))
    waits = Proposal.objects.get(pk=proposal.pk)
    waits.pk, waits.needs, waits.subject = None, "witness", "thing:2"
    waits.save(force_insert=True)

    with pytest.raises(IntegrityError, match="has not confirmed"), transaction.atomic():
        Proposal.objects.filter(pk=waits.pk).update(
            state="approved", witnessed_at=timezone.now(), decided_at=timezone.now()
        )


def test_database_knows_the_acts_as_the_rooms_have_registered_them():
    acts = [act for kind, act in acting._acts.items() if not kind.startswith("test.")]

    assert {act.kind for act in acts if act.takes_one} == set(TAKE_ONE)
    assert {act.kind for act in acts if act.always_witness} == set(ALWAYS_WITNESS)


def past_the_program(edition, by, **fields) -> None:
    """A proposal as somebody writes it who has the rights of whoever serves."""
    now = timezone.now()
    given = {
        "organisation": edition.award.organisation,
        "edition": edition,
        "kind": "candidate.rename",
        "subject": "candidate:1",
        "payload": {},
        "words": {},
        "reason": "x",
        "proposed_by": by,
        "proposed_name": "x",
        "needs": "second",
        "proposed_at": now,
        "senior_before": now - timedelta(days=3),
    }
    Proposal.objects.create(**given | fields)


PAST = {
    "one alone for what takes two": ({"needs": "one"}, "takes two people"),
    "by waiting for what takes a witness": (
        {
            "needs": "hours",
            "kind": "result.withhold",
            "takes_effect_at": timezone.now() + timedelta(days=4),
        },
        "no waiting",
    ),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("fields", "why"), PAST.values(), ids=PAST)
def test_way_that_the_act_does_not_allow(fields, why):
    edition = make_edition()
    by = make_organiser(edition)

    with as_serving(), pytest.raises(IntegrityError, match=why):
        past_the_program(edition, by, **fields)


@pytest.mark.django_db(transaction=True)
def test_what_one_may_decide_is_let_through():
    edition = make_edition()
    by = make_organiser(edition)

    with as_serving():
        past_the_program(edition, by, needs="one", kind="rules.extend_alone")

    assert Proposal.objects.get().needs == "one"


@pytest.mark.django_db(transaction=True)
def test_proposal_under_another_organisation_than_its_award():
    edition, elsewhere = make_edition(), make_edition()
    by = make_organiser(elsewhere)

    with as_serving(), pytest.raises(IntegrityError, match="where its award is given"):
        past_the_program(edition, by, organisation=elsewhere.award.organisation)


@pytest.mark.django_db(transaction=True)
def test_role_is_dated_back_nowhere():
    """It was, in an organisation that had given nothing yet: its two could have decided on their first day."""
    organisation, person = make_organisation(), make_person()

    with as_serving():
        role = Role.objects.create(
            person=person,
            organisation=organisation,
            kind="owner",
            created_at=timezone.now() - timedelta(days=30),
        )

    role.refresh_from_db()
    assert timezone.now() - role.created_at < timedelta(minutes=1)
