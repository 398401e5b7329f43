"""Acts that take two people: who the two are, and what happens when there is one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.utils import InternalError
from django.utils import timezone

from award.log.models import LogEntry
from award.mail.models import Message
from award.people.domain.granting import grant, revoke
from award.people.domain.two_persons import (
    ActLapsed,
    ActRefused,
    approve,
    decline,
    may_second,
    propose,
    waiting,
)
from award.people.models import Proposal, Role
from tests.factories import DAY, make_edition, make_organiser, make_person, make_role

pytestmark = pytest.mark.django_db
REFUSED = (IntegrityError, InternalError)


def ask(edition, by, kind="test.rename", **options):
    options = {"reason": "Det var fel", "payload": {"name": "Åsa"}} | options
    return propose(kind, edition=edition, by=by, **options)


def log_of(proposal) -> list[str]:
    entries = LogEntry.objects.filter(object=f"proposal:{proposal.pk}")
    return [entry.action for entry in entries]


def lately(**days) -> dict:
    return {"created_at": timezone.now() - timedelta(**days)}


def test_an_act_is_done_when_a_second_person_approves(rename):
    edition = make_edition()
    one, other = make_organiser(edition), make_organiser(edition)
    proposal = ask(edition, one)
    before = list(rename.done)

    approve(proposal, by=other)

    proposal.refresh_from_db()
    assert (before, rename.done) == ([], [{"name": "Åsa"}])
    assert (proposal.state, proposal.decided_by) == ("approved", other)
    assert log_of(proposal) == ["proposal.made", "proposal.approved"]


def test_whoever_can_decide_is_told_and_the_proposer_hears_how_it_ended(rename):
    edition = make_edition()
    one, other = make_organiser(edition), make_organiser(edition)

    proposal = ask(edition, one)
    approve(proposal, by=other)

    told = Message.objects.filter(occasion__startswith="proposal").order_by("created_at")
    assert [(m.occasion, m.recipient) for m in told] == [
        (f"proposal_made:{proposal.pk}", other.email),
        (f"proposal_decided:{proposal.pk}", one.email),
    ]


def test_the_proposer_cannot_approve(rename):
    edition = make_edition()
    one = make_organiser(edition)
    make_organiser(edition)

    with pytest.raises(ActRefused):
        approve(ask(edition, one), by=one)

    assert rename.done == []


@pytest.mark.parametrize("second", ["Eva.Svensson+x@gmail.com", "EVASVENSSON@googlemail.com"])
def test_a_second_address_is_not_a_second_person(rename, second):
    edition = make_edition()
    one = make_organiser(edition, person=make_person(email="eva.svensson@gmail.com"))
    other = make_organiser(edition, person=make_person(email=second.lower()))
    make_organiser(edition)
    proposal = ask(edition, one)

    with pytest.raises(ActRefused):
        approve(proposal, by=other)

    assert rename.done == []


def test_a_verified_second_address_of_an_account_counts(rename):
    edition = make_edition()
    one = make_organiser(edition, person=make_person(email="eva@arbetet.se"))
    EmailAddress.objects.create(user=one, email="eva.privat@gmail.com", verified=True)
    other = make_organiser(edition, person=make_person(email="evaprivat@gmail.com"))
    make_organiser(edition)

    assert not may_second(other, ask(edition, one))


def test_an_unverified_address_says_nothing(rename):
    edition = make_edition()
    one, other = make_organiser(edition), make_organiser(edition)
    EmailAddress.objects.create(user=one, email=other.email.upper(), verified=False)

    assert may_second(other, ask(edition, one))


def test_a_proposer_who_has_left_is_not_her_own_second_under_another_address(rename):
    edition = make_edition()
    owner = make_role(edition, "owner")
    one = make_organiser(edition, person=make_person(email="eva.svensson@gmail.com"))
    other = make_organiser(edition, person=make_person(email="evasvensson@gmail.com"))
    proposal = ask(edition, one)

    revoke(Role.objects.get(person=one), by=owner)

    assert [may_second(person, proposal) for person in (other, owner)] == [False, True]


@pytest.mark.parametrize(("days", "may"), [(2.9, False), (3.1, True)])
def test_a_second_has_been_organiser_for_the_days_of_seniority(rename, days, may):
    edition = make_edition()
    one = make_organiser(edition)
    make_organiser(edition)
    other = make_organiser(edition, **lately(days=days))

    assert may_second(other, ask(edition, one)) is may


def test_the_days_of_seniority_are_those_of_the_organisation(rename):
    edition = make_edition()
    type(edition.award.organisation).objects.update(seniority_days=10)
    edition.award.organisation.refresh_from_db()
    one = make_organiser(edition)
    make_organiser(edition)
    other = make_organiser(edition, **lately(days=9))

    assert not may_second(other, ask(edition, one))


def test_the_days_are_counted_to_the_proposal_not_to_the_approval(rename):
    edition = make_edition()
    one = make_organiser(edition)
    make_organiser(edition)
    other = make_organiser(edition, **lately(days=3))
    proposal = ask(edition, one)
    later = Role.objects.get(person=other).created_at + timedelta(seconds=1)

    assert proposal.senior_before < later or may_second(other, proposal)
    assert not may_second(make_organiser(edition, created_at=later + DAY), proposal)


def test_whoever_has_just_come_cannot_propose(rename):
    edition = make_edition()
    make_organiser(edition)
    new = make_organiser(edition, **lately(days=1))

    with pytest.raises(ActRefused):
        ask(edition, new)


def test_neither_may_have_let_the_other_in_lately(rename):
    """Also when the other was organiser before: the new role came from the proposer's own hand."""
    edition = make_edition()
    owner = make_role(edition, "owner")
    make_organiser(edition)
    other = make_organiser(edition)
    grant(
        organisation=edition.award.organisation,
        edition=None,
        email=other.email,
        kind="organiser",
        by=owner,
    )

    assert not may_second(other, ask(edition, owner))
    assert not may_second(owner, ask(edition, other))


def test_a_role_given_again_counts_from_the_new_grant(rename):
    edition = make_edition()
    owner, one, other = (
        make_role(edition, "owner"),
        make_organiser(edition),
        make_organiser(edition),
    )
    revoke(Role.objects.get(person=other), by=owner)
    grant(
        organisation=edition.award.organisation,
        edition=edition,
        email=other.email,
        kind="organiser",
        by=owner,
    )

    assert not may_second(other, ask(edition, one))


def test_a_reader_or_a_foreign_organiser_decides_nothing(rename):
    edition = make_edition()
    one = make_organiser(edition)
    make_organiser(edition)
    proposal = ask(edition, one)

    for stranger in (make_role(edition, "reader"), make_organiser(make_edition()), make_person()):
        with pytest.raises(ActRefused):
            approve(proposal, by=stranger)
        with pytest.raises(ActRefused):
            decline(proposal, by=stranger)
        with pytest.raises(ActRefused):
            ask(edition, stranger)


def test_whoever_decides_here_may_decline_however_new(rename):
    edition = make_edition()
    one = make_organiser(edition)
    make_organiser(edition)
    new = make_organiser(edition, **lately(hours=1))
    proposal = ask(edition, one)

    decline(proposal, by=new, reason="Nej tack")

    proposal.refresh_from_db()
    assert (proposal.state, proposal.outcome, rename.done) == ("declined", "Nej tack", [])
    assert log_of(proposal) == ["proposal.made", "proposal.declined"]


def test_the_proposer_takes_back(rename):
    edition = make_edition()
    one = make_organiser(edition)
    make_organiser(edition)
    proposal = ask(edition, one)

    decline(proposal, by=one)

    proposal.refresh_from_db()
    assert (proposal.state, list(waiting(edition))) == ("withdrawn", [])


def test_what_is_decided_is_decided_once(rename):
    edition = make_edition()
    one, other = make_organiser(edition), make_organiser(edition)
    proposal = ask(edition, one)
    approve(proposal, by=other)

    with pytest.raises(ActRefused):
        approve(proposal, by=other)
    with pytest.raises(ActRefused):
        decline(proposal, by=other)

    assert len(rename.done) == 1


def test_an_act_that_refuses_waits_on(rename):
    edition = make_edition()
    one, other = make_organiser(edition), make_organiser(edition)
    proposal = ask(edition, one)
    rename.refuses = "Omgången är stängd."

    with pytest.raises(ActRefused, match="stängd"):
        approve(proposal, by=other)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == ("waiting", None)


def test_an_act_that_can_never_be_done_lapses_in_words(rename):
    edition = make_edition()
    one, other = make_organiser(edition), make_organiser(edition)
    proposal = ask(edition, one)
    rename.lapses = "Resultatet är förseglat."

    with pytest.raises(ActLapsed):
        approve(proposal, by=other)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.outcome) == ("lapsed", "Resultatet är förseglat.")
    assert log_of(proposal) == ["proposal.made", "proposal.lapsed"]


def test_about_one_thing_one_proposal_waits(rename):
    edition = make_edition()
    one = make_organiser(edition)
    make_organiser(edition)
    first = ask(edition, one, subject="candidate:1")
    ask(edition, one, subject="candidate:2")

    with pytest.raises(ActRefused):
        ask(edition, one, subject="candidate:1")

    decline(first, by=one)
    assert ask(edition, one, subject="candidate:1").is_waiting


def test_a_proposal_has_a_reason_and_a_name(rename):
    edition = make_edition()
    make_organiser(edition)

    with pytest.raises(ActRefused):
        ask(edition, make_organiser(edition), reason="  ")
    with pytest.raises(ActRefused):
        ask(edition, make_organiser(edition, person=make_person(name="")))


def test_what_the_program_has_established_takes_one(rename):
    edition = make_edition()
    one = make_organiser(edition)
    make_organiser(edition)

    proposal = ask(edition, one, kind="test.established")

    proposal.refresh_from_db()
    assert (proposal.state, proposal.needs, len(rename.done)) == ("approved", "one", 1)
    assert log_of(proposal) == ["proposal.done_by_one"]


CHANGES = [
    {"payload": {"name": "Eva"}},
    {"reason": "Annan"},
    {"needs": "one"},
    {"senior_before": timezone.now()},
    {"words": {"sv": [], "en": []}},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: next(iter(c)))
def test_the_database_keeps_a_proposal_as_it_was_made(rename, change):
    edition = make_edition()
    make_organiser(edition)
    proposal = ask(edition, make_organiser(edition))

    with pytest.raises(REFUSED), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(**change)


def test_the_database_lets_nobody_approve_her_own(rename):
    edition = make_edition()
    make_organiser(edition)
    one = make_organiser(edition)
    proposal = ask(edition, one)
    row = Proposal.objects.filter(pk=proposal.pk)

    for decided_by in (one, None):
        with pytest.raises(REFUSED), transaction.atomic():
            row.update(state="approved", decided_by=decided_by, decided_at=timezone.now())


def test_the_database_decides_once_and_deletes_nothing(rename):
    edition = make_edition()
    one, other = make_organiser(edition), make_organiser(edition)
    proposal = decline(ask(edition, one), by=other)
    row = Proposal.objects.filter(pk=proposal.pk)

    with pytest.raises(REFUSED), transaction.atomic():
        row.update(state="approved")
    with pytest.raises(REFUSED), transaction.atomic():
        row.delete()


def test_the_database_keeps_who_gave_a_role_and_when():
    edition = make_edition()
    make_organiser(edition, **lately(hours=1))

    with pytest.raises(REFUSED), transaction.atomic():
        Role.objects.update(created_at=timezone.now() - 30 * DAY)
