"""GDPR article 14 and the reminders run by themselves, each once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from award.log.models import LogEntry, LogPayload
from award.mail.domain.ticking import tick
from award.mail.models import Message
from award.rules.domain.document import Consent, Text
from nominations.domain.answering import accept_candidacy
from nominations.domain.asking import inform
from nominations.domain.editing import edit_candidate
from nominations.domain.erasing import erase_untold
from nominations.domain.reviewing import accept
from nominations.models import Candidate, Nomination
from tests.factories import make_edition, make_entry, make_nominee, make_organiser
from tests.nominations.making import make_nomination

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def accepted(edition, *, days: float, seen: float | None = None, **fields) -> Candidate:
    """Accepted so many days ago, and nominated so many (as many, unless `seen` is more)."""
    now = timezone.now()
    organiser = make_organiser(edition)
    nomination = make_nomination(edition, **fields)
    candidate = accept(nomination=nomination, by=organiser)
    Nomination.objects.filter(pk=nomination.pk).update(
        decided_at=now - days * DAY, created_at=now - (seen or days) * DAY
    )
    return candidate


def mails(start: str) -> int:
    return Message.objects.filter(occasion__startswith=start).count()


def test_who_was_accepted_two_days_ago_is_told_by_itself_and_once():
    candidate = accepted(make_edition(), days=2.1, nominee_email="ak@example.org")

    for _number in range(3):
        tick()

    candidate.refresh_from_db()
    assert mails("candidate-informed") == 1
    assert candidate.informed_at is not None
    assert LogEntry.objects.get(action="candidate.informed").actor == "task:tell"


def test_organisers_have_two_days_to_read_through_what_she_will_be_told():
    accepted(make_edition(), days=1.9, nominee_email="ak@example.org")

    tick()

    assert mails("candidate-informed") == 0


def test_who_is_awaited_by_jurors_is_told_at_once():
    edition = make_edition("jury")
    accepted(edition, days=0.1, nominee_email="ak@example.org")

    tick()

    assert mails("candidate-informed") == 1


def test_who_was_asked_meanwhile_is_not_asked_again():
    edition = make_edition()
    candidate = accepted(edition, days=3, nominee_email="ak@example.org")
    inform(candidate, by=make_organiser(edition))

    tick()

    assert mails("candidate-informed") == 1


def test_who_cannot_be_told_is_brought_before_the_organisers_once():
    edition = make_edition()
    accepted(edition, days=3.1)

    for _number in range(3):
        tick()

    told = Message.objects.filter(occasion__startswith="candidate-untold")
    assert told.count() == len({m.recipient for m in told}) == 1
    assert "Anna-Karin Öberg" in told[0].text


def test_silent_one_is_reminded_after_a_week_and_once():
    edition = make_edition("before")
    candidate = make_nominee(edition, email="ak@example.org")
    inform(candidate, by=make_organiser(edition))
    Candidate.objects.update(asked_at=timezone.now() - 7.1 * DAY)

    for _number in range(3):
        tick()

    assert mails("candidate-reminded") == 1


@pytest.mark.parametrize(("days_before", "reminded"), [(4, 1), (3, 0)])
def test_silent_one_is_reminded_two_days_before_the_last_day_and_once(days_before, reminded):
    """In the middle of the jury's ten days the vote opens in six."""
    edition = make_edition("jury", rules={"consent": Consent(True, Text(""), days_before)})
    candidate = make_nominee(edition, email="ak@example.org")
    inform(candidate, by=make_organiser(edition))
    Candidate.objects.update(asked_at=timezone.now() - 3 * DAY)

    for _number in range(3):
        tick()

    assert mails("candidate-reminded") == reminded


def test_who_has_answered_is_not_reminded():
    edition = make_edition("before")
    candidate = make_nominee(edition, email="ak@example.org")
    inform(candidate, by=make_organiser(edition))
    accept_candidacy(candidate, name="Maj Lind", title="", workplace="")
    Candidate.objects.update(asked_at=timezone.now() - 8 * DAY)

    tick()

    assert mails("candidate-reminded") == 0


def test_who_could_not_be_told_is_erased_on_day_28_of_the_first_nomination():
    edition = make_edition("jury")
    candidate = accepted(edition, days=1, seen=28.1, nominee_workplace="Region Kronoberg")

    erase_untold()

    candidate.refresh_from_db()
    nomination = candidate.nominations.get()
    said = [candidate.name, candidate.workplace, nomination.nominee_name, nomination.motivation]
    assert said == ["", "", "", ""]
    assert candidate.erased_at is not None
    assert Nomination.objects.filter(decision="accepted").count() == 1


@pytest.mark.parametrize("days", [25, 27.9])
def test_who_was_not_told_in_time_is_hidden_from_the_jury_long_before(days):
    edition = make_edition("jury")
    candidate = accepted(edition, days=1, seen=days)

    erase_untold()

    candidate.refresh_from_db()
    assert candidate.erased_at is None
    assert not Candidate.objects.informed().exists()


def test_who_was_told_is_not_erased():
    edition = make_edition("jury")
    candidate = accepted(edition, days=20, seen=40, nominee_email="ak@example.org")
    inform(candidate, by=make_organiser(edition))

    erase_untold()

    candidate.refresh_from_db()
    assert candidate.name == "Anna-Karin Öberg"


def test_erased_one_stands_nowhere_but_is_counted():
    """Neither in the log nor in a mail: the entry is kept, its words are gone."""
    edition = make_edition("jury")
    candidate = accepted(edition, days=1, seen=29)
    make_entry(edition, "vote", candidate=candidate)

    tick()

    told = "Öberg"
    payloads = [str(p.content) for p in LogPayload.objects.all()]
    texts = [m.text for m in Message.objects.exclude(occasion__startswith="candidate-untold")]
    assert [text for text in payloads + texts if told in text] == []
    assert LogEntry.objects.filter(action="candidate.erased").count() == 1
    assert Candidate.objects.get().slug == f"raderad-{candidate.pk}"


@pytest.mark.parametrize("seen", [26.5, 28.5, 29.5])
def test_who_was_accepted_late_and_has_an_address_is_told_at_once_and_not_erased(seen):
    edition = make_edition("before")
    candidate = accepted(edition, days=0.01, seen=seen, nominee_email="ak@example.org")

    tick()

    candidate.refresh_from_db()
    assert (mails("candidate-informed"), candidate.erased_at) == (1, None)
    assert candidate.name == "Anna-Karin Öberg"


def test_whose_mail_never_arrived_is_erased_on_day_28():
    edition = make_edition("before")
    candidate = accepted(edition, days=20, seen=28.1, nominee_email="ak@example.org")
    Candidate.objects.update(asked_at=timezone.now() - 19 * DAY)

    erase_untold()

    candidate.refresh_from_db()
    assert candidate.erased_at is not None


def test_who_has_an_address_that_nothing_could_be_mailed_to_is_erased_on_day_30():
    edition = make_edition("before")
    candidate = accepted(edition, days=20, seen=30.1, nominee_email="ak@example.org")

    erase_untold()

    candidate.refresh_from_db()
    assert candidate.erased_at is not None


def test_who_is_ruled_out_and_was_never_told_is_erased_on_day_28():
    edition = make_edition("before")
    candidate = accepted(edition, days=20, seen=28.1, nominee_email="ak@example.org")
    Candidate.objects.update(
        ineligible_at=timezone.now(), ineligible_rule="3 §", ineligible_reason="Sitter i juryn."
    )

    erase_untold()

    candidate.refresh_from_db()
    assert (candidate.erased_at is not None, candidate.name) == (True, "")


def test_two_reminders_never_come_on_the_same_day():
    """A week of silence ends within the last two days: one mail says both."""
    edition = make_edition("jury", rules={"consent": Consent(True, Text(""), 4)})
    candidate = make_nominee(edition, email="ak@example.org")
    inform(candidate, by=make_organiser(edition))
    Candidate.objects.update(asked_at=timezone.now() - 8 * DAY)

    for _number in range(3):
        tick()

    assert mails("candidate-reminded") == 1


def test_who_is_reached_at_another_address_is_asked_and_reminded_there_too():
    edition = make_edition("before")
    organiser = make_organiser(edition)
    candidate = make_nominee(edition, email="gammal@example.org")
    inform(candidate, by=organiser)
    Candidate.objects.update(asked_at=timezone.now() - 7.1 * DAY)
    tick()

    edit_candidate(candidate, changes={"email": "ny@example.org"}, by=organiser)
    Candidate.objects.update(asked_at=timezone.now() - 7.2 * DAY)
    tick()

    reminded = Message.objects.filter(occasion__startswith="candidate-reminded")
    assert {m.recipient for m in reminded} == {"gammal@example.org", "ny@example.org"}
