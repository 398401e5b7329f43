"""A decision past the program: the database judges who approves by the roles that are stored."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from award.people.domain.two_persons import propose
from award.people.models import Proposal, Role
from tests.factories import make_edition, make_organiser, make_person, make_role

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
