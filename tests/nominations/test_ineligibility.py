"""A ruling takes a rule, a reason and two people, is told to her and may be answered."""

import pytest

from award.mail.models import Message
from award.people.domain.two_persons import ActRefused, approve
from award.people.models import Proposal
from nominations.domain.ineligibility import let_in_again, propose_ineligible
from nominations.models import Candidate, Wish
from tests.factories import (
    make_candidate,
    make_edition,
    make_entry,
    make_nominee,
    make_organiser,
    make_role,
)
from tests.nominations.making import code_of, page

pytestmark = pytest.mark.django_db
RULE, WHY = "2 § Den som har fått priset får det inte igen.", "Priset gavs förra året."


def propose(candidate, by):
    return propose_ineligible(candidate, rule=RULE, reason=WHY, by=by)


def test_ruling_takes_two_and_is_told_to_her():
    edition = make_edition("jury")
    first, second = make_organiser(edition), make_organiser(edition)
    candidate = make_candidate(edition, "Maj Lind", email="maj@example.org")

    proposal = propose(candidate, first)
    alone = list(Candidate.objects.public())
    approve(proposal, by=second)

    candidate.refresh_from_db()
    mail = Message.objects.get(recipient="maj@example.org")
    assert alone == [candidate]
    assert list(Candidate.objects.informed()) == list(Candidate.objects.public()) == []
    assert (candidate.ineligible_rule, candidate.ineligible_reason) == (RULE, WHY)
    assert RULE in mail.text
    assert WHY in mail.text


def test_one_organiser_does_not_rule_anybody_out():
    edition = make_edition("jury")
    organiser = make_organiser(edition)
    make_organiser(edition)
    proposal = propose(make_candidate(edition), organiser)

    with pytest.raises(ActRefused):
        approve(proposal, by=organiser)

    assert Candidate.objects.public().count() == 1


def test_what_the_program_has_found_takes_one():
    edition = make_edition("jury")
    juror = make_role(edition, "juror")
    candidate = make_candidate(edition, email=juror.email.upper())

    proposal = propose(candidate, make_organiser(edition))

    candidate.refresh_from_db()
    assert proposal.state == Proposal.State.APPROVED
    assert candidate.ineligible_at is not None


@pytest.mark.parametrize(("rule", "reason"), [("", WHY), (RULE, " ")])
def test_ruling_takes_a_rule_and_a_reason(rule, reason):
    edition = make_edition("jury")

    with pytest.raises(ActRefused):
        propose_ineligible(
            make_candidate(edition), rule=rule, reason=reason, by=make_organiser(edition)
        )


def test_proposal_names_nobody_who_is_not_public():
    edition = make_edition("jury")
    organiser = make_organiser(edition)

    hidden = propose(make_nominee(edition, "Maj Lind"), organiser)
    shown = propose(make_candidate(edition, "Anna Ek"), organiser)

    assert not any("Maj" in sentence for sentence in hidden.words["sv"])
    assert shown.words["sv"][0] == "Anna Ek får inte väljas."


def test_nobody_is_ruled_out_after_the_last_round():
    edition = make_edition("announced")
    candidate = make_candidate(edition)
    make_entry(edition, "vote", candidate=candidate)

    with pytest.raises(ActRefused):
        propose(candidate, make_organiser(edition))


def test_she_answers_and_is_let_in_again(client):
    edition = make_edition("jury")
    first, second = make_organiser(edition), make_organiser(edition)
    candidate = make_candidate(edition, "Maj Lind", email="maj@example.org")
    approve(propose(candidate, first), by=second)
    address = page("candidate_answer", edition, key=candidate.answer_key)
    client.post(address, {"send_code": "1"})

    text = client.get(address).text
    answer = {"matter_sent": "1", "matter": "reply", "text": "Det var min syster."}
    client.post(address, answer | {"code": code_of(candidate)})
    wish = Wish.objects.waiting().get()
    let_in_again(candidate, by=first, reason="Hon har rätt.")

    assert RULE in text
    assert (wish.kind, wish.text) == (Wish.Kind.REPLY, "Det var min syster.")
    assert list(Candidate.objects.public()) == [candidate]
