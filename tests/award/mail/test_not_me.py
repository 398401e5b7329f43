"""The link "this wasn't me": one way out of every mail that was not asked for."""

import re

import pytest
from django.utils import timezone

from award.desk.domain.mail import ended_of
from award.log.models import LogEntry
from award.mail.domain.not_me import NotTheAddress, Whose, end, link_for
from award.mail.models import EndedMail, Message
from award.people.domain.granting import grant
from award.people.domain.two_persons import OutsideWitness, propose
from award.people.models import Proposal, Role
from nominations.domain.answering import Noted, decline_candidacy, say_yes
from nominations.domain.asking import CannotInform, inform
from nominations.models import Candidate, Nomination
from tests.factories import (
    get_round,
    make_candidate,
    make_edition,
    make_entry,
    make_nominee,
    make_organiser,
)
from tests.nominations.making import make_nomination, page, send
from tests.nominations.robot import scan
from tests.posted import as_sent
from voting.ballots.domain.requesting import request_vote
from voting.ballots.models import PendingVote
from voting.jury.domain.inviting import invite_juror
from voting.jury.models import Juror

pytestmark = pytest.mark.django_db
LINK = re.compile(r"https?://[^/\s]+(/(?:en/)?inte-jag/\S+)")


def way_out(message: Message) -> str:
    return LINK.search(as_sent(message).text)[1]


def say(client, message: Message, address: str = ""):
    way = way_out(message)
    return client.post(way, {"address": address or message.recipient})


def test_nominee_who_is_somebody_else_ends_it(client):
    edition = make_edition()
    organiser = make_organiser(edition)
    candidate = make_nominee(edition, "Maj Lind", email="fel@example.org")
    inform(candidate, by=organiser)

    answer = say(client, Message.objects.get())

    candidate.refresh_from_db()
    assert answer.status_code == 200
    assert (candidate.email, candidate.informed_at, candidate.asked_at) == ("", None, None)
    Candidate.objects.update(email="fel@example.org")
    with pytest.raises(CannotInform, match="not_her"):
        inform(candidate, by=organiser)
    assert [row.kind for row in ended_of(edition)] == ["nominee"]


def test_yes_that_came_from_somebody_else_is_none(client):
    edition = make_edition()
    candidate = make_nominee(edition, email="fel@example.org")
    inform(candidate, by=make_organiser(edition))
    Candidate.objects.update(accepted_at=edition.created_at)

    say(client, Message.objects.get())

    assert not Candidate.objects.public().exists()


def test_no_that_came_from_somebody_else_is_none(client):
    edition = make_edition()
    candidate = make_nominee(edition, email="fel@example.org")
    inform(candidate, by=make_organiser(edition))
    decline_candidacy(candidate)

    say(client, Message.objects.get())

    candidate.refresh_from_db()
    assert (candidate.declined_at, candidate.accepted_at) == (None, None)


def test_forgotten_address_is_written_to_no_more_whatever_is_noted(client):
    edition = make_edition()
    organiser = make_organiser(edition)
    candidate = make_nominee(edition, email="fel@example.org")
    make_nomination(
        edition,
        candidate=candidate,
        decision="accepted",
        decided_at=edition.created_at,
        nominee_email="Fel@example.org",
    )
    inform(candidate, by=organiser)
    say(client, Message.objects.get())

    say_yes(candidate, noted=Noted(by=organiser, how="På telefon.", at=timezone.now()))

    assert Message.objects.filter(occasion__startswith="answer-noted").count() == 0
    assert candidate.nominations.get().nominee_email == ""


def test_mail_about_a_noted_answer_can_be_ended_by_whoever_gets_it(client):
    edition = make_edition()
    candidate = make_nominee(edition, email="fel@example.org")
    make_nomination(
        edition,
        candidate=candidate,
        decision="accepted",
        decided_at=edition.created_at,
        nominee_email="fel@example.org",
    )
    say_yes(
        candidate, noted=Noted(by=make_organiser(edition), how="På telefon.", at=timezone.now())
    )

    say(client, Message.objects.get())

    candidate.refresh_from_db()
    assert (candidate.email, candidate.accepted_at) == ("", None)


def test_nomination_that_somebody_else_sent_is_deleted(client):
    send(make_edition())

    say(client, Message.objects.get())

    assert not Nomination.objects.exists()


def test_role_that_was_not_meant_for_her_is_taken_away(client):
    edition = make_edition()
    owner = make_organiser(edition)
    grant(
        organisation=edition.award.organisation,
        edition=edition,
        email="fel@example.org",
        kind="reader",
        by=owner,
    )

    say(client, Message.objects.get(recipient="fel@example.org"))

    assert not Role.objects.filter(kind="reader").exists()
    assert Message.objects.filter(recipient="fel@example.org").count() == 1


def test_juror_who_was_invited_by_mistake_is_out(client):
    edition = make_edition("jury")
    invite_juror(edition=edition, email="fel@example.org", by=make_organiser(edition))

    say(client, Message.objects.get(recipient="fel@example.org"))

    assert Juror.objects.get().left_at is not None
    assert not Role.objects.filter(kind="juror").exists()


def test_juror_who_said_that_it_was_not_her_is_not_taken_in_again_without_a_mail(client):
    edition = make_edition("before")
    organiser = make_organiser(edition)
    invite_juror(edition=edition, email="fel@example.org", by=organiser)
    say(client, Message.objects.get(recipient="fel@example.org"))
    client.force_login(organiser, backend="django.contrib.auth.backends.ModelBackend")

    asked = {"people": "fel@example.org", "reason": "Fler behövs"}
    answer = client.post(page("desk_jury", edition), asked, follow=True)

    assert "säger att det inte är jurymedlemmens adress" in answer.text
    assert Juror.objects.get().left_at is not None
    assert not Role.objects.filter(kind="juror").exists()


def test_ballot_paper_with_somebody_elses_address_is_thrown_away(client):
    edition = make_edition("vote")
    entry = make_entry(edition, "vote", candidate=make_candidate(edition))
    request_vote(
        round=get_round(edition, "vote"),
        email="fel@example.org",
        choices={entry.category.slug: entry.candidate.slug},
        submission="7b8f54c0-6f0d-4c42-9d35-8a1f0d8f9d11",
    )

    say(client, Message.objects.get())

    assert not PendingVote.objects.exists()


def test_witness_who_knows_of_nothing_ends_the_proposal(client):
    edition = make_edition("jury")
    organiser, candidate = make_organiser(edition), make_candidate(edition)
    proposal = propose(
        "candidate.ineligible",
        edition=edition,
        by=organiser,
        reason="Priset gavs förra året.",
        payload={"candidate": candidate.pk, "rule": "2 §", "found": ""},
        subject=f"candidate:{candidate.pk}",
        witness=OutsideWitness(name="Vera Vittne", email="fel@example.org"),
    )

    say(client, Message.objects.get(recipient="fel@example.org"))

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.DECLINED


def test_other_address_ends_nothing(client):
    send(make_edition())

    answer = say(client, Message.objects.get(), "annan@example.org")

    assert answer.status_code == 422
    assert Nomination.objects.exists()
    assert not EndedMail.objects.exists()


@pytest.mark.parametrize("typing", [None, "skanner", "skanner@example.org"])
def test_mail_scanner_ends_nothing(typing):
    send(make_edition())

    scan(way_out(Message.objects.get()), typing=typing)

    assert Nomination.objects.exists()


def test_mail_scanner_that_knows_the_address_would_end_it():
    """Negative control."""
    send(make_edition())
    message = Message.objects.get()

    scan(way_out(message), typing=message.recipient)

    assert not Nomination.objects.exists()


def test_said_twice_it_ends_once():
    edition = make_edition()
    send(edition)
    message = Message.objects.get()
    token = way_out(message).rstrip("/").split("/")[-1]

    for _number in range(2):
        end(token, address=message.recipient.upper())

    assert LogEntry.objects.filter(action="mail.ended").count() == 1


def test_link_says_no_address_and_no_other_link_is_taken(client):
    whose = Whose("nominee", 1)

    link = link_for(whose, "maj@example.org", language="sv")

    assert "maj" not in link
    assert client.get("/inte-jag/abc:def/").status_code == 404
    with pytest.raises(NotTheAddress):
        end(link.rstrip("/").split("/")[-1], address="eva@example.org")


def test_organisers_see_it_until_they_have_looked(client):
    edition = make_edition()
    organiser = make_organiser(edition)
    send(edition)
    say(client, Message.objects.get())
    client.force_login(organiser, backend="allauth.account.auth_backends.AuthenticationBackend")
    desk = f"/desk/{edition.award.slug}/{edition.year}/"

    before = client.get(desk).text
    client.post(f"{desk}mejl/", {"seen": "1"})

    assert "1 mejl kom till fel person" in before
    assert "kom till fel person" not in client.get(desk).text
