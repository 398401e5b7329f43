"""Once voices are on her, no single organiser makes a finalist leave, or erases her."""

from datetime import timedelta

import pytest
from django.utils import timezone

from award.mail.models import Message
from award.people.domain.two_persons import ActRefused, approve
from award.people.models import Proposal
from award.programme.models import Seal
from nominations.domain.answering import ask_to_be_forgotten, decline_candidacy
from nominations.domain.editing import edit_candidate
from nominations.domain.erasing import CannotErase, erase_candidate
from nominations.domain.forgetting import forget
from nominations.domain.merging import merge_candidates
from nominations.domain.noted_answers import Noted, NotedRefused
from nominations.domain.noting_no import note_no
from nominations.domain.reviewing import ReviewRefused
from nominations.models import Candidate
from tests.factories import (
    get_round,
    make_candidate,
    make_edition,
    make_entry,
    make_organiser,
    shift_edition,
)
from tests.nominations.making import make_nomination, page

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def edition():
    return make_edition("vote", kinds=("nomination", "vote"))


@pytest.fixture
def finalist(edition):
    """Nominated forty days ago."""
    return make_finalist(edition, "Anna Ek")


def make_finalist(edition, name: str, *, kind: str = "vote") -> Candidate:
    candidate = make_candidate(edition, name, created_at=timezone.now() - 40 * DAY)
    make_entry(edition, kind, candidate=candidate)
    return candidate


def noted(by, *, at=None) -> Noted:
    return Noted(by, "På telefon.", at or timezone.now() - HOUR)


def seal(round) -> None:
    Seal.objects.create(round=round, at=timezone.now(), sha256="0" * 64)


def close_vote(edition) -> None:
    closes = get_round(edition, "vote").closes_at
    shift_edition(edition, by=timezone.now() - closes - timedelta(minutes=1))


def test_one_organiser_notes_no_no_while_the_vote_is_open(client, edition, finalist):
    """Seen: Anna led, one note by one organiser, and she was out for good."""
    organiser = make_organiser(edition)
    make_organiser(edition)
    client.force_login(organiser, backend=BACKEND)
    said = {"noted-answer": "no", "noted-how": "På telefon."}
    at = timezone.localtime(timezone.now() - HOUR, edition.zone)

    answer = client.post(
        page("desk_noted", edition, candidate=finalist.pk),
        said | {"noted-at": f"{at:%Y-%m-%dT%H:%M}"},
        follow=True,
    )

    assert "Det väntar på en person till." in answer.text
    assert Candidate.objects.public().get() == finalist
    with pytest.raises(ActRefused):
        approve(Proposal.objects.get(), by=organiser)


def test_two_organisers_note_a_no_and_she_leaves_when_they_agree(edition, finalist):
    organiser, second = make_organiser(edition), make_organiser(edition)
    at = timezone.now() - HOUR
    before = timezone.now()

    approve(note_no(finalist, noted(organiser, at=at)), by=second)

    finalist.refresh_from_db()
    assert finalist.declined_at == at
    assert finalist.public_until >= before


def test_what_was_seen_of_her_ends_when_the_no_is_noted(edition, finalist):
    """Seen: a no from before the vote opened made her somebody whom no voter had seen."""
    organiser, second = make_organiser(edition), make_organiser(edition)

    approve(note_no(finalist, noted(organiser, at=timezone.now() - 30 * DAY)), by=second)

    finalist.refresh_from_db()
    assert finalist.public_until > get_round(edition, "vote").opens_at


def test_the_domain_itself_lets_nobody_note_it_alone(edition, finalist):
    with pytest.raises(NotedRefused):
        decline_candidacy(finalist, noted=noted(make_organiser(edition)))

    assert Candidate.objects.get().declined_at is None


def test_nobody_notes_a_no_between_the_closing_and_the_seal(edition, finalist):
    """Seen: it worked in the hours that the counting waited for an outage to end."""
    organiser, second = make_organiser(edition), make_organiser(edition)
    waits = note_no(finalist, noted(organiser))
    close_vote(edition)

    with pytest.raises(ActRefused):
        approve(waits, by=second)
    waits.refresh_from_db()
    seal(get_round(edition, "vote"))

    assert waits.is_waiting
    approve(waits, by=second)
    assert Candidate.objects.get().declined_at is not None


def test_nobody_proposes_it_while_her_judged_round_is_not_sealed():
    edition = make_edition("vote")
    finalist = make_finalist(edition, "Anna Ek", kind="jury")

    with pytest.raises(ActRefused):
        note_no(finalist, noted(make_organiser(edition)))


def test_before_the_vote_one_organiser_notes_a_no():
    edition = make_edition("jury")
    finalist = make_finalist(edition, "Anna Ek", kind="jury")

    waiting = note_no(finalist, noted(make_organiser(edition)))

    assert waiting is None
    assert Candidate.objects.get().declined_at is not None


def test_she_says_no_alone_at_any_time_and_what_waits_lapses(edition, finalist):
    organiser, second = make_organiser(edition), make_organiser(edition)
    waits = note_no(finalist, noted(organiser))

    decline_candidacy(finalist)

    assert Candidate.objects.get().declined_at is not None
    with pytest.raises(ActRefused):
        approve(waits, by=second)
    assert Proposal.objects.get().state == Proposal.State.LAPSED


@pytest.mark.parametrize("when", [-41 * DAY, HOUR])
def test_noted_moment_lies_between_when_she_was_known_and_now(edition, finalist, when):
    """Seen: a no from before she was nominated was stored as said then."""
    with pytest.raises(NotedRefused):
        note_no(finalist, noted(make_organiser(edition), at=timezone.now() + when))


def test_noted_moment_is_counted_from_the_first_nomination(edition, finalist):
    make_nomination(edition, candidate=finalist, created_at=timezone.now() - 10 * DAY)

    with pytest.raises(NotedRefused):
        note_no(finalist, noted(make_organiser(edition), at=timezone.now() - 11 * DAY))


def test_lone_organiser_names_a_witness(client, edition, finalist):
    client.force_login(make_organiser(edition), backend=BACKEND)
    at = timezone.localtime(timezone.now() - HOUR, edition.zone)
    said = {
        "noted-answer": "no",
        "noted-how": "På telefon.",
        "noted-at": f"{at:%Y-%m-%dT%H:%M}",
        "noted-witness_name": "Vera Vittne",
        "noted-witness_email": "vera@example.net",
    }

    client.post(page("desk_noted", edition, candidate=finalist.pk), said)

    assert Proposal.objects.get().needs == Proposal.Needs.WITNESS


def test_one_organiser_does_not_erase_who_voters_have_chosen_among(client, edition):
    """Seen: a noted no and an erasing by one organiser took the winner's name off the result."""
    organiser = make_organiser(edition)
    second = make_organiser(edition)
    client.force_login(organiser, backend=BACKEND)
    gone = make_finalist(edition, "Anna Ek")
    decline_candidacy(gone)

    answer = client.post(
        page("desk_erase", edition, candidate=gone.pk), {"erase-reason": "För länge."}, follow=True
    )

    assert "Det väntar på en person till." in answer.text
    assert Candidate.objects.get().erased_at is None
    approve(Proposal.objects.get(), by=second)
    assert Candidate.objects.get().name == ""


def test_the_domain_itself_lets_no_organiser_erase_her_alone(edition, finalist):
    decline_candidacy(finalist)

    with pytest.raises(CannotErase):
        erase_candidate(finalist, by=make_organiser(edition), reason="För länge.")


def test_one_organiser_erases_whoever_has_asked_for_it_herself(edition, finalist):
    ask_to_be_forgotten(finalist)

    waiting = forget(finalist, by=make_organiser(edition), reason="Hon ber om det.")

    assert waiting is None
    assert Candidate.objects.get().erased_at is not None


def test_nobody_is_erased_by_others_between_the_closing_and_the_seal(edition, finalist):
    decline_candidacy(finalist)
    close_vote(edition)

    with pytest.raises(ActRefused):
        forget(finalist, by=make_organiser(edition), reason="För länge.")


def test_whoever_has_said_yes_is_not_even_proposed_to_be_erased(edition, finalist):
    with pytest.raises(CannotErase):
        forget(finalist, by=make_organiser(edition), reason="För länge.")


def test_one_organiser_does_not_take_her_mail_in_an_open_vote(edition, finalist):
    """Whoever reads her mail can type the code and say no in her place."""
    organiser, second = make_organiser(edition), make_organiser(edition)
    Candidate.objects.update(email="anna@example.org")

    waits = edit_candidate(
        finalist, changes={"email": "x@example.org"}, by=organiser, reason="Studsar."
    )
    before = Candidate.objects.get().email
    approve(waits, by=second)

    assert (before, Candidate.objects.get().email) == ("anna@example.org", "x@example.org")
    assert "candidate-moved" in Message.objects.get(recipient="anna@example.org").occasion
    assert "x@example.org" not in str(waits.words)


def test_somebody_who_said_no_is_not_folded_into_a_finalist(edition, finalist):
    """A no of another row would be hers, by one organiser."""
    other = make_candidate(edition, "Anna Eek", declined_at=timezone.now())

    with pytest.raises(ReviewRefused):
        merge_candidates(keep=finalist, fold=other, by=make_organiser(edition), reason="Samma.")

    assert Candidate.objects.get(pk=finalist.pk).declined_at is None


def test_printed_letter_and_her_name_say_no_for_nobody_in_an_open_vote(client, edition, finalist):
    """Where no yes is needed she may not have answered: her name alone was enough."""
    Candidate.objects.update(accepted_at=None)
    address = page("candidate_answer", edition, key=finalist.answer_key)

    client.post(address, {"decline": "1", "name": "Anna Ek", "signature": "Anna Ek"})

    assert Candidate.objects.get().declined_at is None
