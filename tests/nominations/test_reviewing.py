import threading

import pytest

from award.log.models import LogEntry, LogPayload
from award.mail.models import Message
from nominations.domain.erasing import erase_candidate
from nominations.domain.reviewing import ReviewRefused, accept, reject
from nominations.models import Candidate, Entry, Nomination
from tests.factories import make_edition, make_nominee, make_organiser
from tests.nominations.making import at_the_same_time, make_nomination, send
from tests.time_travel import rewrite_window


@pytest.mark.django_db
def test_accept_makes_a_candidate_and_enters_her_in_the_jury_round():
    edition = make_edition()
    nomination = make_nomination(edition, nominee_email="ak@example.org", language="en")

    candidate = accept(nomination=nomination, by=make_organiser(edition))

    assert (candidate.slug, candidate.name) == ("anna-karin-oberg", "Anna-Karin Öberg")
    assert (candidate.workplace, candidate.email) == ("Region Kronoberg", "ak@example.org")
    assert candidate.language == "en"
    entry = Entry.objects.get()
    assert (entry.candidate, entry.round.kind) == (candidate, "jury")
    assert entry.category == nomination.category


@pytest.mark.django_db
def test_accept_publishes_nothing_that_the_nominator_wrote():
    edition = make_edition()

    candidate = accept(nomination=make_nomination(edition), by=make_organiser(edition))

    assert (candidate.motivation_sv, candidate.motivation_en) == ("", "")


@pytest.mark.django_db
def test_accept_without_a_jury_round_enters_her_in_the_vote():
    edition = make_edition(kinds=("nomination", "vote"))

    accept(nomination=make_nomination(edition), by=make_organiser(edition))

    assert Entry.objects.get().round.kind == "vote"


@pytest.mark.django_db
def test_accept_into_a_candidate_there_is():
    edition, organiser = make_edition(), None
    organiser = make_organiser(edition)
    first = accept(nomination=make_nomination(edition), by=organiser)

    second = accept(nomination=make_nomination(edition), by=organiser, candidate=first)

    assert second == first
    assert Candidate.objects.count() == 1
    assert Entry.objects.count() == 1
    assert first.nominations.count() == 2


@pytest.mark.django_db
def test_accept_two_of_one_name_gives_two_slugs():
    edition = make_edition()
    organiser = make_organiser(edition)

    slugs = [accept(nomination=make_nomination(edition), by=organiser).slug for _ in range(3)]

    assert slugs == ["anna-karin-oberg", "anna-karin-oberg-2", "anna-karin-oberg-3"]


@pytest.mark.django_db
def test_accept_is_in_the_log_with_before_and_after():
    edition = make_edition()
    organiser = make_organiser(edition)
    nomination = make_nomination(edition)

    accept(nomination=nomination, by=organiser)

    entry = LogEntry.objects.get(action="nomination.accepted")
    assert (entry.actor, entry.object) == (f"person:{organiser.pk}", f"nomination:{nomination.pk}")
    content = LogPayload.objects.get(entry=entry).content
    assert content["before"] == {"decision": ""}
    assert content["after"] == {
        "decision": "accepted",
        "candidate": "anna-karin-oberg",
        "new": True,
    }


@pytest.mark.django_db
def test_accept_refuses_what_is_not_confirmed():
    edition = make_edition()
    nomination = send(edition)

    with pytest.raises(ReviewRefused):
        accept(nomination=nomination, by=make_organiser(edition))

    assert Candidate.objects.count() == 0


@pytest.mark.django_db
def test_accept_refuses_a_candidate_of_another_edition():
    edition = make_edition()
    stranger = make_nominee(make_edition())

    with pytest.raises(ReviewRefused):
        accept(nomination=make_nomination(edition), by=make_organiser(edition), candidate=stranger)

    assert Nomination.objects.get().decision == ""


@pytest.mark.django_db
def test_accept_somebody_new_is_refused_once_the_jury_is_done():
    edition = make_edition("vote")

    with pytest.raises(ReviewRefused):
        accept(nomination=make_nomination(edition), by=make_organiser(edition))

    assert Candidate.objects.count() == 0


@pytest.mark.django_db
def test_accept_during_the_jury_round_adds_an_entry():
    edition = make_edition("jury")

    accept(nomination=make_nomination(edition), by=make_organiser(edition))

    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_accept_for_somebody_who_is_entered_is_possible_to_the_end():
    edition = make_edition("jury")
    organiser = make_organiser(edition)
    known = accept(nomination=make_nomination(edition), by=organiser)
    rewrite_window(edition.rounds.get(kind="jury"), closes_at=known.created_at)

    accept(nomination=make_nomination(edition), by=organiser, candidate=known)

    assert known.nominations.count() == 2


@pytest.mark.django_db
def test_reject_keeps_the_reason_and_makes_nobody():
    edition = make_edition()
    organiser = make_organiser(edition)

    reject(nomination=make_nomination(edition), reason=" Ett skämt. ", by=organiser)

    stored = Nomination.objects.get()
    assert (stored.decision, stored.reason) == ("rejected", "Ett skämt.")
    assert stored.decided_by == organiser
    assert Candidate.objects.count() == 0
    assert LogPayload.objects.get(entry__action="nomination.rejected").content["reason"] == (
        "Ett skämt."
    )


@pytest.mark.django_db
def test_reject_asks_for_a_reason():
    edition = make_edition()

    with pytest.raises(ReviewRefused):
        reject(nomination=make_nomination(edition), reason="  ", by=make_organiser(edition))

    assert Nomination.objects.get().decision == ""


@pytest.mark.django_db
def test_decided_nomination_names_who_decided():
    edition = make_edition()
    organiser = make_organiser(edition)
    nomination = make_nomination(edition)
    reject(nomination=nomination, reason="Ett skämt.", by=organiser)

    with pytest.raises(ReviewRefused, match=organiser.name):
        accept(nomination=nomination, by=make_organiser(edition))


@pytest.mark.django_db
def test_nominator_is_thanked_when_asked_for():
    edition = make_edition()

    accept(nomination=make_nomination(edition), by=make_organiser(edition), tell_nominator=True)

    mail = Message.objects.get()
    assert (mail.recipient, mail.occasion.split(":")[0]) == (
        "berit@example.org",
        "nomination-decided",
    )


@pytest.mark.django_db
def test_rejected_nominator_is_never_told_the_reason():
    edition = make_edition()

    reject(
        nomination=make_nomination(edition),
        reason="Hemlig orsak",
        by=make_organiser(edition),
        tell_nominator=True,
    )

    assert "Hemlig orsak" not in Message.objects.get().text


@pytest.mark.django_db(transaction=True)
def test_two_organisers_at_once_decide_once():
    edition = make_edition()
    nomination = make_nomination(edition)
    one, other = make_organiser(edition), make_organiser(edition)

    answers = at_the_same_time(
        [
            lambda: accept(nomination=nomination, by=one),
            lambda: reject(nomination=nomination, reason="Nej.", by=other),
        ]
    )

    assert sum(isinstance(answer, ReviewRefused) for answer in answers) == 1
    assert LogEntry.objects.filter(action__startswith="nomination.").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_organisers_at_once_decide_twice_without_the_lock(monkeypatch):
    """Negative control: the same race with the row lock taken out lets both decide."""
    edition = make_edition()
    nomination = make_nomination(edition)
    organisers = [make_organiser(edition) for _ in range(8)]
    together = threading.Barrier(len(organisers))

    def look_only(one: Nomination) -> Nomination:
        found = Nomination.objects.select_related("round__edition", "category").get(pk=one.pk)
        together.wait(20)
        return found

    monkeypatch.setattr("nominations.domain.reviewing._undecided", look_only)

    answers = at_the_same_time(
        [lambda by=by: reject(nomination=nomination, reason="Nej.", by=by) for by in organisers]
    )

    assert sum(isinstance(answer, Nomination) for answer in answers) > 1


@pytest.mark.django_db(transaction=True)
def test_many_of_one_name_accepted_at_once_get_slugs_of_their_own():
    edition = make_edition()
    organiser = make_organiser(edition)
    nominations = [make_nomination(edition) for _ in range(8)]

    answers = at_the_same_time(
        [lambda n=n: accept(nomination=n, by=organiser) for n in nominations]
    )

    assert len({answer.slug for answer in answers}) == 8


@pytest.mark.django_db
def test_accept_refuses_somebody_who_has_been_erased():
    edition = make_edition()
    organiser = make_organiser(edition)
    gone = make_nominee(edition)
    erase_candidate(gone, by=organiser, reason="Hon ber om det.")

    with pytest.raises(ReviewRefused):
        accept(nomination=make_nomination(edition), by=organiser, candidate=gone)
