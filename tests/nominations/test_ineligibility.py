"""A ruling takes a rule, a reason and two people, is told to her and may be answered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from award.mail.models import Message
from award.people.domain.acts import inside_words, public_words
from award.people.domain.two_persons import (
    ActRefused,
    OutsideWitness,
    approve,
    ways_to_propose,
)
from award.people.models import Proposal
from nominations.domain.editing import edit_candidate
from nominations.domain.ineligibility import propose_ineligible
from nominations.domain.letting_in import propose_letting_in
from nominations.domain.protecting import protect
from nominations.models import Candidate, Wish
from tests.factories import (
    make_candidate,
    make_edition,
    make_entry,
    make_nominee,
    make_organiser,
    make_person,
    make_role,
)
from tests.nominations.making import code_of, make_nomination, page

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
RULE, WHY = "2 § Den som har fått priset får det inte igen.", "Priset gavs förra året."


def propose(candidate, by):
    return propose_ineligible(candidate, rule=RULE, reason=WHY, by=by)


def nominated_as(address, edition, **fields) -> Candidate:
    """A finalist whose address came with a nomination."""
    candidate = make_candidate(edition, "Maj Lind", email=address)
    decided = {"decision": "accepted", "decided_at": timezone.now()}
    make_nomination(edition, candidate=candidate, nominee_email=address, **decided | fields)
    return candidate


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
    candidate = nominated_as(juror.email.upper(), edition)
    make_organiser(edition)

    proposal = propose(candidate, make_organiser(edition))

    candidate.refresh_from_db()
    assert proposal.state == Proposal.State.APPROVED
    assert candidate.ineligible_at is not None


@pytest.mark.parametrize("found", [True, False])
def test_who_organises_alone_rules_nobody_out_without_a_witness(found):
    """Seen: 72 hours in public were enough, in which nobody could read whom it was about."""
    edition = make_edition("jury")
    juror, alone = make_role(edition, "juror"), make_organiser(edition)
    candidate = nominated_as(juror.email if found else "maj@example.org", edition)
    witness = OutsideWitness("Vera Vittne", "vera@example.net")

    with pytest.raises(ActRefused):
        propose(candidate, alone)
    proposal = propose_ineligible(candidate, rule=RULE, reason=WHY, by=alone, witness=witness)

    assert (proposal.needs, proposal.state) == ("witness", "waiting")


@pytest.mark.parametrize(
    "kind", ["candidate.ineligible", "candidate.let_in", "candidate.no", "candidate.erase"]
)
def test_what_decides_over_somebody_waits_for_no_hours(kind):
    edition = make_edition("vote")

    ways = ways_to_propose(kind, edition=edition, person=make_organiser(edition))

    assert (ways.alone, ways.by_waiting) == (True, False)


def test_address_that_an_organiser_wrote_is_no_ground():
    """Seen: the accuser wrote a juror's address, and ruled her out alone."""
    edition = make_edition("jury")
    accuser, juror = make_organiser(edition), make_role(edition, "juror")
    make_organiser(edition)
    candidate = nominated_as("maj@example.org", edition)
    edit_candidate(candidate, changes={"email": juror.email}, by=accuser)

    proposal = propose(candidate, accuser)

    assert proposal.is_waiting


def test_nomination_that_the_accuser_has_accepted_is_no_ground():
    edition = make_edition("jury")
    accuser, juror = make_organiser(edition), make_role(edition, "juror")
    make_organiser(edition)

    proposal = propose(nominated_as(juror.email, edition, decided_by=accuser), accuser)

    assert proposal.is_waiting


def test_role_given_to_the_nominee_is_no_ground():
    """Seen: the owner gave her address a role, and then she organised."""
    edition = make_edition("jury")
    owner, her = make_role(edition, "owner"), make_person(email="maj@example.org")
    make_organiser(edition)
    candidate = nominated_as("maj@example.org", edition)
    long_ago = timezone.now() - timedelta(days=60)
    make_role(edition, "organiser", person=her, granted_by=owner, created_at=long_ago)

    assert propose(candidate, owner).is_waiting


def test_role_from_after_the_opening_is_no_ground():
    edition = make_edition("jury")
    her = make_person(email="maj@example.org")
    make_organiser(edition)
    make_role(edition, "organiser", person=her, created_at=timezone.now())

    assert propose(nominated_as("maj@example.org", edition), make_organiser(edition)).is_waiting


def test_protected_nominee_is_judged_by_the_address_that_came():
    edition = make_edition("jury")
    juror, organiser = make_role(edition, "juror"), make_organiser(edition)
    candidate = nominated_as(juror.email, edition)
    protect(
        candidate, public_name="Maj", by=organiser, keepers=(organiser, make_organiser(edition))
    )

    proposal = propose(Candidate.objects.get(), organiser)

    assert not proposal.is_waiting


@pytest.mark.parametrize(("rule", "reason"), [("", WHY), (RULE, " ")])
def test_ruling_takes_a_rule_and_a_reason(rule, reason):
    edition = make_edition("jury")

    with pytest.raises(ActRefused):
        propose_ineligible(
            make_candidate(edition), rule=rule, reason=reason, by=make_organiser(edition)
        )


def test_proposal_names_nobody_who_is_not_public():
    edition = make_edition("jury")
    organiser, _ = make_organiser(edition), make_organiser(edition)

    hidden = propose(make_nominee(edition, "Maj Lind"), organiser)
    shown = propose(make_candidate(edition, "Anna Ek"), organiser)

    assert public_words(hidden)[0] == "En nominerad får inte väljas."
    assert public_words(shown)[0] == "Anna Ek får inte väljas."
    assert inside_words(hidden)[0] == "Maj Lind får inte väljas."


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
    letting_in = propose_letting_in(candidate, by=first, reason="Hon har rätt.")
    waiting = list(Candidate.objects.public())
    approve(letting_in, by=second)

    assert waiting == []
    assert RULE in text
    assert (wish.kind, wish.text) == (Wish.Kind.REPLY, "Det var min syster.")
    assert list(Candidate.objects.public()) == [candidate]


def ruled_out(edition) -> Candidate:
    candidate = make_candidate(edition, "Maj Lind")
    Candidate.objects.update(ineligible_at=timezone.now(), ineligible_rule=RULE)
    candidate.refresh_from_db()
    return candidate


def test_one_organiser_does_not_take_back_what_two_have_decided(client):
    """Seen: ruled out by two, let in again by one."""
    edition = make_edition("jury")
    organiser = make_organiser(edition)
    make_organiser(edition)
    candidate = ruled_out(edition)
    client.force_login(organiser, backend=BACKEND)
    address = page("desk_let_in", edition, candidate=candidate.pk)

    answer = client.post(address, {"letin-reason": "Jag ångrar mig."}, follow=True)

    assert "Det väntar på en person till." in answer.text
    assert list(Candidate.objects.public()) == []
    with pytest.raises(ActRefused):
        approve(Proposal.objects.get(), by=organiser)


def test_nobody_is_let_in_again_after_the_last_round():
    edition = make_edition("announced")
    candidate = ruled_out(edition)
    make_entry(edition, "vote", candidate=candidate)

    with pytest.raises(ActRefused):
        propose_letting_in(candidate, by=make_organiser(edition), reason="Hon har rätt.")


def test_there_is_nothing_to_take_back_without_a_ruling():
    edition = make_edition("jury")

    with pytest.raises(ActRefused):
        propose_letting_in(make_candidate(edition), by=make_organiser(edition), reason="Hon.")
