"""An organisation with one organiser: a witness from outside, or hours in public."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import InternalError
from django.urls import reverse
from django.utils import timezone

from award.log.models import LogEntry
from award.mail.models import Message
from award.people.domain import witnessing
from award.people.domain.granting import grant, revoke
from award.people.domain.two_persons import (
    ActRefused,
    OutsideWitness,
    WitnessRefused,
    approve,
    bar_witness,
    decline,
    may_second,
    propose,
    take_effect_due,
    ways_to_propose,
)
from award.people.models import Proposal, Role
from award.people.models.proposal import PUBLIC_HOURS
from award.programme.models import Edition
from tests.factories import DAY, make_edition, make_organiser, make_person, make_role
from tests.passing import let_pass
from tests.posted import mails_to

pytestmark = pytest.mark.django_db
WITNESS = OutsideWitness(name="Vera Vittne", email="vera@example.net")
LINK = re.compile(r"/vittne/[\w-]+/")
CODE = re.compile(r"^\s+(\d{6})$", re.MULTILINE)


def ask(edition, by, kind="test.rename", **options):
    options = {"reason": "Det var fel", "payload": {"name": "Åsa"}} | options
    return propose(kind, edition=edition, by=by, **options)


def mail_to_witness() -> str:
    return mails_to(WITNESS.email)[0].text


def page_and_code() -> tuple[str, str]:
    text = mail_to_witness()
    return LINK.search(text)[0], CODE.search(text)[1]


def steps(proposal) -> list[str]:
    entries = LogEntry.objects.filter(object=f"proposal:{proposal.pk}")
    return [entry.action.removeprefix("proposal.") for entry in entries]


def test_alone_without_a_witness_it_takes_effect_after_hours_in_public(rename):
    edition = make_edition(is_made_up=True)
    proposal = ask(edition, make_organiser(edition))

    let_pass(edition, PUBLIC_HOURS - timedelta(minutes=1))
    take_effect_due()
    early = list(rename.done)
    let_pass(edition, timedelta(minutes=2))
    take_effect_due()

    proposal.refresh_from_db()
    assert (early, len(rename.done)) == ([], 1)
    assert (proposal.state, proposal.needs, proposal.decided_by) == ("approved", "hours", None)
    assert steps(proposal) == ["made", "took_effect"]


def test_it_takes_effect_once(rename):
    edition = make_edition(is_made_up=True)
    ask(edition, make_organiser(edition))
    let_pass(edition, PUBLIC_HOURS)

    counts = take_effect_due(), take_effect_due()

    assert (counts, len(rename.done)) == ((1, 0), 1)


def test_the_database_lets_nothing_take_effect_early(rename):
    edition = make_edition()
    proposal = ask(edition, make_organiser(edition))

    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(state="approved", decided_at=timezone.now())


def test_hours_that_nobody_can_see_do_not_count(rename):
    edition = make_edition("before", is_made_up=True)
    ask(edition, make_organiser(edition))
    let_pass(edition, PUBLIC_HOURS)
    Edition.objects.filter(pk=edition.pk).update(is_public=False)

    take_effect_due()

    assert rename.done == []


def test_alone_in_an_edition_that_is_not_public_it_takes_a_witness(rename):
    edition = make_edition(is_public=False)

    with pytest.raises(ActRefused):
        ask(edition, make_organiser(edition))


def test_what_cannot_be_done_when_its_hours_are_over_lapses(rename):
    edition = make_edition(is_made_up=True)
    proposal = ask(edition, make_organiser(edition))
    rename.refuses = "Omgången är stängd."
    let_pass(edition, PUBLIC_HOURS)

    take_effect_due()

    proposal.refresh_from_db()
    assert (proposal.state, proposal.outcome) == ("lapsed", "Omgången är stängd.")


def test_a_fault_in_one_does_not_hold_up_the_others(rename):
    edition = make_edition(is_made_up=True)
    owner = make_organiser(edition)
    broken = ask(edition, owner, payload={"name": "Åsa", "breaks": True})
    fine = ask(edition, owner)
    let_pass(edition, PUBLIC_HOURS)

    take_effect_due()

    broken.refresh_from_db()
    fine.refresh_from_db()
    assert (broken.state, fine.state) == ("waiting", "approved")


def test_an_organiser_who_appears_may_decline_but_not_approve(rename):
    edition = make_edition()
    proposal = ask(edition, make_organiser(edition))
    new = make_organiser(edition, created_at=timezone.now())

    with pytest.raises(ActRefused):
        approve(proposal, by=new)
    decline(proposal, by=new)

    proposal.refresh_from_db()
    assert proposal.state == "declined"


def test_whoever_can_decline_is_told_when_it_takes_effect(rename):
    edition = make_edition()
    owner = make_role(edition, "owner")
    new = make_organiser(edition, created_at=timezone.now())

    proposal = ask(edition, owner)

    told = Message.objects.get(occasion=f"proposal_made:{proposal.pk}")
    assert told.recipient == new.email
    assert reverse("desk_proposals", args=[edition.award.slug, edition.year]) in told.text


def test_a_witness_confirms_from_her_own_address(rename, client):
    edition = make_edition()
    proposal = ask(edition, make_organiser(edition), kind="test.result", witness=WITNESS)
    page, code = page_and_code()
    before = list(rename.done)

    client.post(page, {"code": f"{code[:3]} {code[3:]}"})

    proposal.refresh_from_db()
    assert (before, len(rename.done)) == ([], 1)
    assert (proposal.state, proposal.needs) == ("approved", "witness")
    assert steps(proposal) == ["made", "witnessed"]


def test_a_result_always_takes_a_witness(rename):
    edition = make_edition()
    alone = make_organiser(edition)

    with pytest.raises(ActRefused):
        ask(edition, alone, kind="test.result")

    assert not ways_to_propose("test.result", edition=edition, person=alone).by_waiting
    assert ways_to_propose("test.rename", edition=edition, person=alone).by_waiting


def test_where_there_is_a_second_no_witness_is_asked(rename):
    edition = make_edition()
    one, other = make_organiser(edition), make_organiser(edition)

    proposal = ask(edition, one, witness=WITNESS)

    assert proposal.needs == "second"
    assert not Message.objects.filter(recipient=WITNESS.email).exists()
    assert ways_to_propose("test.rename", edition=edition, person=one).seconds == [other]


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_the_page_changes_nothing(rename, client, method):
    edition = make_edition()
    proposal = ask(edition, make_organiser(edition), witness=WITNESS)
    page, code = page_and_code()

    answer = getattr(client, method)(page, {"code": code, "refuse": "1"})

    proposal.refresh_from_db()
    assert (answer.status_code, proposal.state, rename.done) == (200, "waiting", [])
    assert answer["Referrer-Policy"] == "same-origin"


def test_a_wrong_code_confirms_nothing_and_is_counted(rename, client):
    edition = make_edition()
    proposal = ask(edition, make_organiser(edition), witness=WITNESS)
    page, code = page_and_code()
    wrong = "000000" if code != "000000" else "111111"

    statuses = [client.post(page, {"code": wrong}).status_code for _ in range(6)]
    right = client.post(page, {"code": code})

    proposal.refresh_from_db()
    assert (set(statuses), right.status_code, proposal.state) == ({422}, 422, "waiting")


def test_the_witness_says_no(rename, client):
    edition = make_edition()
    alone = make_organiser(edition)
    proposal = ask(edition, alone, witness=WITNESS)
    page, _ = page_and_code()

    client.post(page, {"refuse": "1"})
    again = client.post(page, {"refuse": "1"})

    proposal.refresh_from_db()
    assert (proposal.state, rename.done, again.status_code) == ("declined", [], 302)
    assert steps(proposal) == ["made", "refused"]
    assert Message.objects.filter(recipient=alone.email).count() == 1


def test_an_address_that_was_guessed_leads_nowhere(client):
    assert client.get("/vittne/abcdefghijklmnop/").status_code == 404


def refused(edition, by, email: str) -> bool:
    try:
        ask(edition, by, witness=OutsideWitness(name="Vera", email=email))
    except WitnessRefused:
        return True
    return False


def test_a_witness_is_from_outside(rename):
    edition = make_edition()
    alone = make_organiser(edition, person=make_person(email="eva.a@gmail.com"))
    reader, juror = make_role(edition, "reader"), make_role(edition, "juror")

    asked = ["evaa+vittne@gmail.com", reader.email.upper(), juror.email, WITNESS.email]

    assert [refused(edition, alone, email) for email in asked] == [True, True, True, False]


def test_a_witness_did_not_lose_her_role_yesterday(rename):
    edition = make_edition()
    owner, reader = make_role(edition, "owner"), make_role(edition, "reader")
    revoke(Role.objects.get(person=reader), by=owner)

    assert refused(edition, owner, reader.email)


def test_a_witness_cannot_be_somebody_who_can_win(rename):
    edition = make_edition()
    bar_witness(lambda where, address: where == edition and address == "kandidat@example.org")

    found = refused(edition, make_organiser(edition), "Kandidat@example.org")

    witnessing._bars.pop()
    assert found


def test_whoever_sends_her_colleague_away_is_not_alone_yet(rename):
    edition = make_edition()
    owner, other = make_role(edition, "owner"), make_organiser(edition)
    revoke(Role.objects.get(person=other), by=owner)

    with pytest.raises(ActRefused):
        ask(edition, owner)
    with pytest.raises(ActRefused):
        ask(edition, owner, witness=WITNESS)
    with pytest.raises(ActRefused):
        ways_to_propose("test.rename", edition=edition, person=owner)


def test_an_owner_who_lets_her_second_address_in_gets_no_second_person(rename):
    """Given, used and taken back: refused at each step, and each stands in the log."""
    edition = make_edition()
    owner = make_role(edition, "owner", person=make_person(email="eva.svensson@gmail.com"))
    role = grant(
        organisation=edition.award.organisation,
        edition=edition,
        email="evasvensson+ny@gmail.com",
        kind="organiser",
        by=owner,
        name="Eva Andersson",
    )
    proposal = ask(edition, owner)

    with pytest.raises(ActRefused):
        approve(proposal, by=role.person)
    revoke(role, by=owner)

    proposal.refresh_from_db()
    actions = list(LogEntry.objects.of_organisation(edition.award.organisation))
    assert (proposal.state, rename.done) == ("waiting", [])
    assert [e.action for e in actions if e.action.startswith(("role", "proposal"))] == [
        "role.granted",
        "proposal.made",
        "role.revoked",
    ]


def test_patience_is_what_this_does_not_stop(rename):
    """Two accounts under two addresses, and the days of seniority: the promises say so."""
    edition = make_edition()
    owner = make_role(edition, "owner")
    patient = make_organiser(edition, created_at=timezone.now() - 4 * DAY)

    approve(ask(edition, owner), by=patient)

    assert len(rename.done) == 1


def test_a_tag_on_her_own_address_makes_no_witness(rename):
    """A lone owner's own box under another tag was somebody from outside."""
    edition = make_edition()
    alone = make_organiser(edition, person=make_person(email="eva@example.org"))
    witness = OutsideWitness(name="Någon Annan", email="eva+2@example.org")

    with pytest.raises(WitnessRefused):
        propose(
            "test.result",
            edition=edition,
            by=alone,
            reason="Fel",
            payload={"name": "Åsa"},
            witness=witness,
        )


def test_a_tag_makes_no_second_person(rename):
    edition = make_edition()
    one = make_organiser(edition, person=make_person(email="eva+a@example.org"))
    other = make_organiser(edition, person=make_person(email="eva+b@example.org"))
    third = make_organiser(edition)

    proposal = propose(
        "test.rename", edition=edition, by=one, reason="Fel", payload={"name": "Åsa"}
    )

    assert (may_second(other, proposal), may_second(third, proposal)) == (False, True)
