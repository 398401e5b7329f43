"""What she has said herself no single organiser turns into something else, nor in her name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from award.mail.models import Message
from award.people.domain.two_persons import approve
from nominations.domain.answering import decline_candidacy, say_yes
from nominations.domain.asking import inform
from nominations.domain.editing import edit_candidate
from nominations.domain.erasing import erase_candidate
from nominations.domain.merging import merge_candidates
from nominations.domain.noted_answers import Noted, NotedRefused
from nominations.domain.protecting import protect
from nominations.domain.reviewing import accept
from nominations.domain.rewording import RewordingRefused
from nominations.models import Candidate
from tests.factories import (
    get_round,
    make_edition,
    make_entry,
    make_nominee,
    make_organiser,
    move_round,
)
from tests.nominations.making import make_nomination, page, sign_in
from tests.serving import as_serving

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
SIGNED = {"name": "Maj Lind", "signature": "Maj Lind"}


def make_asked(phase: str = "nomination", **fields) -> Candidate:
    """Asked at an address that an organiser has found."""
    edition = make_edition(phase)
    known = {"email": "maj@example.org", "created_at": timezone.now() - 2 * HOUR}
    candidate = make_nominee(edition, "Maj Lind", **known | fields)
    make_entry(edition, "jury", candidate=candidate)
    inform(candidate, by=make_organiser(edition))
    candidate.refresh_from_db()
    return candidate


def answer(candidate: Candidate, button: str) -> Candidate:
    where = page("candidate_answer", candidate.edition, key=candidate.answer_key)
    Client().post(where, SIGNED | {button: "1"})
    return Candidate.objects.get(pk=candidate.pk)


@pytest.mark.parametrize("closed", [-HOUR, -30 * HOUR], ids=["in grace", "sealed"])
def test_from_the_jurys_closing_on_her_address_takes_two(closed):
    candidate = answer(make_asked("jury"), "accept")
    edition = candidate.edition
    move_round(get_round(edition, "jury"), closes_in=closed)
    by, _ = make_organiser(edition), make_organiser(edition)

    waiting = edit_candidate(
        Candidate.objects.get(pk=candidate.pk), changes={"email": "fiende@example.net"},
        by=by, reason="Hon har bytt arbete.",
    )  # fmt: skip

    assert (waiting.needs, waiting.is_waiting) == ("second", True)
    assert Candidate.objects.get(pk=candidate.pk).email == "maj@example.org"
    assert not Message.objects.filter(recipient="fiende@example.net").exists()


def test_organiser_does_not_turn_her_own_no_into_a_yes(client):
    candidate = answer(make_asked(), "decline")
    organiser = make_organiser(candidate.edition)
    sign_in(client, organiser)
    at = timezone.localtime(timezone.now(), candidate.edition.zone).strftime("%Y-%m-%dT%H:%M")

    told = client.post(
        page("desk_noted", candidate.edition, candidate=candidate.pk),
        {"noted-answer": "yes", "noted-how": "På telefon.", "noted-at": at},
    )

    assert "Den nominerade har tackat nej på sin egen sida" in told.text
    assert Candidate.objects.get(pk=candidate.pk).accepted_at is None


def test_nor_by_another_address():
    candidate = answer(make_asked(), "decline")

    with pytest.raises(RewordingRefused, match="har tackat nej"):
        edit_candidate(
            candidate, changes={"email": "fiende@example.net"}, by=make_organiser(candidate.edition)
        )


def test_a_no_that_an_organiser_noted_by_mistake_is_still_his_to_mend():
    candidate = make_asked()
    by = make_organiser(candidate.edition)
    decline_candidacy(candidate, noted=Noted(by, "På telefon.", timezone.now()))

    say_yes(candidate, noted=Noted(by, "Fel knapp.", timezone.now()))

    assert Candidate.objects.get(pk=candidate.pk).accepted_at


def test_she_changes_her_no_herself():
    candidate = answer(make_asked(), "decline")
    say_yes(candidate, {"name": "Maj Lind"})

    found = Candidate.objects.get(pk=candidate.pk)
    assert (found.accepted_at is not None, found.declined_herself) == (True, False)


def test_what_an_organiser_notes_later_is_mailed_to_where_she_has_answered_from():
    candidate = answer(make_asked(), "accept")

    decline_candidacy(
        candidate, noted=Noted(make_organiser(candidate.edition), "På telefon.", timezone.now())
    )

    told = Message.objects.filter(occasion__startswith="answer-noted:")
    assert [message.recipient for message in told] == ["maj@example.org"]


def test_her_no_stays_hers_where_two_become_one():
    hers = answer(make_asked(), "decline")
    other = make_nominee(hers.edition, "Maj Lind-Ek")
    kept = merge_candidates(keep=other, fold=hers, by=make_organiser(hers.edition), reason="Samma.")

    with pytest.raises(NotedRefused):
        say_yes(kept, noted=Noted(make_organiser(hers.edition), "På telefon.", timezone.now()))


def test_where_she_answered_from_goes_with_her():
    candidate = answer(make_asked(), "decline")

    erase_candidate(candidate, by=make_organiser(candidate.edition), reason="Hon bad om det.")

    assert Candidate.objects.get(pk=candidate.pk).answered_from == ""


def test_of_a_protected_identity_neither_address_nor_guardian_stays():
    candidate = answer(make_asked(), "accept")
    Candidate.objects.filter(pk=candidate.pk).update(guardian="Eva Lind")

    protect(candidate, public_name="En vän", by=make_organiser(candidate.edition))

    found = Candidate.objects.get(pk=candidate.pk)
    assert (found.answered_from, found.guardian) == ("", "–")


def judged_without_an_address() -> Candidate:
    edition = make_edition("jury")
    candidate = make_nominee(edition, "Maj Lind", email="", informed_at=timezone.now())
    make_entry(edition, "jury", candidate=candidate)
    move_round(get_round(candidate.edition, "jury"), closes_in=-HOUR)
    return Candidate.objects.get(pk=candidate.pk)


def test_no_later_nomination_brings_an_address_to_whoever_voices_are_on():
    """An organiser could send it himself, and answer from there."""
    candidate = judged_without_an_address()
    nomination = make_nomination(candidate.edition, nominee_email="fiende@example.net")

    accept(nomination=nomination, by=make_organiser(candidate.edition), candidate=candidate)

    assert Candidate.objects.get(pk=candidate.pk).email == ""


def test_nor_does_somebody_who_is_made_one_with_her():
    candidate = judged_without_an_address()
    other = make_nominee(candidate.edition, "Maj Lind-Ek", email="fiende@example.net")

    kept = merge_candidates(
        keep=candidate, fold=other, by=make_organiser(candidate.edition), reason="Samma."
    )

    assert (kept.email, kept.answer_key) == ("", candidate.answer_key)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("stands", ["voices", "own no"])
def test_the_database_holds_the_address_too(stands):
    candidate = make_asked("jury")
    if stands == "voices":
        move_round(get_round(candidate.edition, "jury"), closes_in=-HOUR)
    else:
        decline_candidacy(candidate)

    with (
        as_serving(),
        pytest.raises(IntegrityError, match=r"her address|asked nowhere"),
    ):
        Candidate.objects.filter(pk=candidate.pk).update(email="fiende@example.net")


@pytest.mark.django_db(transaction=True)
def test_the_role_that_serves_changes_the_address_that_two_have_decided_on():
    candidate = answer(make_asked("jury"), "accept")
    move_round(get_round(candidate.edition, "jury"), closes_in=-HOUR)
    one, two = make_organiser(candidate.edition), make_organiser(candidate.edition)

    with as_serving():
        waiting = edit_candidate(
            Candidate.objects.get(pk=candidate.pk), changes={"email": "ny@example.org"},
            by=one, reason="Hon har bytt arbete.",
        )  # fmt: skip
        approve(waiting, by=two)

    assert Candidate.objects.get(pk=candidate.pk).email == "ny@example.org"
