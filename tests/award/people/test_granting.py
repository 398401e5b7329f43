"""Roles that are given, taken away and given again: told to every owner, and written down."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import InternalError
from django.urls import reverse

from award.log.domain.verifying import verify_log
from award.log.models import LogEntry
from award.mail.models import Message
from award.people.domain.granting import grant, revoke
from award.people.models import PastRole, Role
from tests.factories import make_edition, make_organiser, make_role
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.leaving import leave
from voting.jury.models import Juror

pytestmark = pytest.mark.django_db


def give(edition, by=None, everywhere=""):
    return grant(
        organisation=edition.award.organisation,
        edition=None if everywhere else edition,
        email="ny@example.org",
        kind="organiser",
        by=by,
    )


def told(what: str) -> list[str]:
    mail = Message.objects.filter(occasion__startswith=f"{what}:").order_by("created_at")
    return sorted(mail.values_list("recipient", flat=True))


def roles_in_log(edition) -> list[tuple[str, str]]:
    entries = LogEntry.objects.of_organisation(edition.award.organisation)
    return [
        (entry.action, entry.payload.content["actor"])
        for entry in entries
        if entry.action.startswith("role.")
    ]


def test_a_new_role_is_told_to_her_and_to_every_owner():
    edition = make_edition()
    owner, other = make_role(edition, "owner"), make_role(edition, "owner")
    make_organiser(edition)

    give(edition, by=owner)

    assert told("role_granted") == ["ny@example.org"]
    assert told("role_given") == sorted([owner.email, other.email])
    text = Message.objects.get(recipient=other.email).text
    log = reverse("desk_organisation_log", args=[edition.award.organisation.slug])
    assert (owner.name in text, "ny@example.org" in text, log in text) == (True, True, True)


def test_a_role_given_twice_is_one_and_told_once():
    edition = make_edition()
    make_role(edition, "owner")

    assert give(edition) == give(edition)

    assert (len(told("role_granted")), len(told("role_given"))) == (1, 1)
    assert len(roles_in_log(edition)) == 1


def test_a_role_taken_away_is_told_to_her_and_to_every_owner():
    edition = make_edition()
    owner, other = make_role(edition, "owner"), make_role(edition, "owner")
    gone = make_organiser(edition)

    revoke(gone.roles.get(), by=owner)

    assert told("role_withdrawn") == sorted([owner.email, other.email, gone.email])


def test_a_role_taken_away_leaves_who_gave_it_and_who_took_it():
    edition = make_edition()
    owner = make_role(edition, "owner")
    role = give(edition, by=owner)
    given = role.created_at

    revoke(role, by=owner)

    past = PastRole.objects.get()
    assert (past.person, past.kind, past.edition) == (role.person, "organiser", edition)
    assert (past.granted_by, past.granted_at) == (owner, given)
    assert past.withdrawn_by == owner
    assert not Role.objects.filter(person=role.person).exists()


def test_each_step_stands_in_the_log_of_the_organisation():
    edition = make_edition()
    owner = make_role(edition, "owner")

    revoke(give(edition, by=owner, everywhere="yes"), by=owner)
    give(edition, by=owner, everywhere="yes")

    assert roles_in_log(edition) == [
        ("role.granted", owner.name),
        ("role.revoked", owner.name),
        ("role.reinstated", owner.name),
    ]
    assert verify_log().faults == ()


def test_a_juror_who_left_and_is_asked_again_stands_in_the_log_and_is_mailed():
    edition = make_edition("jury")
    owner = make_role(edition, "owner")
    juror = invite_juror(edition=edition, email="jury@example.org", by=owner)
    leave(juror=juror, by=owner, reason="Ny tjänst")

    invite_juror(edition=edition, email="jury@example.org", by=owner)

    assert [action for action, _ in roles_in_log(edition)] == [
        "role.granted",
        "role.revoked",
        "role.reinstated",
    ]
    assert len(told("role_given")) == 2
    assert told("juror-invited") == ["jury@example.org"] * 2
    assert Juror.objects.get().left_at is None


def test_a_juror_is_told_once_by_the_jurys_own_letter():
    edition = make_edition("jury")
    owner = make_role(edition, "owner")

    for _ in range(2):
        invite_juror(edition=edition, email="jury@example.org", by=owner)

    assert Message.objects.filter(recipient="jury@example.org").count() == 1
    assert told("role_given") == [owner.email]


def test_the_log_of_another_organisation_says_nothing_of_it():
    edition, other = make_edition(), make_edition()

    give(edition)

    assert roles_in_log(other) == []


def test_the_database_keeps_a_role_that_is_gone_as_it_was():
    edition = make_edition()
    owner = make_role(edition, "owner")
    revoke(give(edition, by=owner), by=owner)

    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        PastRole.objects.update(withdrawn_by=None)
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        PastRole.objects.all().delete()
