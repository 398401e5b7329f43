from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from award.log.models import LogEntry, LogPayload
from award.mail.domain.codes import CodeRefused
from award.mail.models import Message
from nominations.domain.answering import accept_candidacy, decline_candidacy
from nominations.domain.asking import CannotInform, inform, note_told
from nominations.domain.reviewing import accept
from nominations.domain.signing import check_answer_code, mail_answer_code
from nominations.models import Candidate, Entry
from tests.factories import get_round, make_edition, make_entry, make_nominee, make_organiser
from tests.nominations.making import at_the_same_time, code_of, make_nomination, wrong_code

INSULT = "Hon är en idiot och ska få vad hon förtjänar, den där förfärliga människan."


def make_informed(**fields):
    edition = make_edition()
    candidate = make_nominee(edition, "Anna-Karin Öberg", **{"email": "ak@example.org"} | fields)
    inform(candidate, by=make_organiser(edition))
    candidate.refresh_from_db()
    return candidate


@pytest.mark.django_db
def test_inform_mails_her_a_page():
    candidate = make_informed()

    mail = Message.objects.get()
    assert mail.recipient == "ak@example.org"
    assert str(candidate.answer_key) in mail.text
    assert candidate.informed_at is not None
    assert LogEntry.objects.get(action="candidate.informed").object == f"candidate:{candidate.pk}"


@pytest.mark.django_db
def test_inform_lets_no_word_of_the_nominator_out():
    """A nomination is no way of sending somebody an insult."""
    edition = make_edition()
    organiser = make_organiser(edition)
    nomination = make_nomination(
        edition,
        motivation=INSULT,
        nominee_name="Idioten Öberg",
        nominee_workplace="Dårhuset",
        nominee_email="ak@example.org",
        nominator_name="Elak Elaksson",
    )

    inform(accept(nomination=nomination, by=organiser), by=organiser)

    mail = Message.objects.get()
    whole = mail.subject + mail.text
    words = [INSULT, "Idioten", "Dårhuset", "Elak", "berit@example.org"]
    assert [word for word in words if word in whole] == []


@pytest.mark.django_db
def test_inform_writes_in_her_language():
    make_informed(language="en")

    mail = Message.objects.get()
    assert mail.subject.startswith("You are nominated")
    assert "/en/" in mail.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "why"),
    [({"email": ""}, "address"), ({"declined_at": timezone.now()}, "declined")],
)
def test_inform_refuses(fields, why):
    with pytest.raises(CannotInform) as refusal:
        make_informed(**fields)

    assert refusal.value.why == why
    assert Message.objects.count() == 0


@pytest.mark.django_db
def test_inform_twice_within_a_minute_mails_once():
    candidate = make_informed()

    with pytest.raises(CannotInform, match="soon"):
        inform(candidate, by=make_organiser(candidate.edition))

    assert Message.objects.count() == 1


@pytest.mark.django_db
def test_inform_again_later_keeps_the_first_day():
    candidate = make_informed()
    first_day, first_asked = candidate.informed_at, candidate.asked_at
    Candidate.objects.update(link_sent_at=timezone.now() - timedelta(days=1))

    inform(candidate, by=make_organiser(candidate.edition))

    candidate.refresh_from_db()
    assert (candidate.informed_at, candidate.asked_at) == (first_day, first_asked)
    assert Message.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_organisers_who_inform_at_once_send_one_mail():
    edition = make_edition()
    candidate = make_nominee(edition, email="ak@example.org")
    organiser = make_organiser(edition)

    answers = at_the_same_time([lambda: inform(candidate, by=organiser)] * 6)

    assert sum(isinstance(answer, CannotInform) for answer in answers) == 5
    assert Message.objects.count() == 1


@pytest.mark.django_db
def test_answer_code_is_spent_after_five_wrong_ones():
    candidate = make_informed()
    mail_answer_code(candidate)
    for _number in range(5):
        with pytest.raises(CodeRefused, match=r"wrong|spent"):
            check_answer_code(candidate, wrong_code(candidate))

    with pytest.raises(CodeRefused, match="spent"):
        check_answer_code(candidate, code_of(candidate))


@pytest.mark.django_db
def test_answer_code_that_was_right_forgives_the_wrong_ones():
    candidate = make_informed()
    mail_answer_code(candidate)
    with pytest.raises(CodeRefused):
        check_answer_code(candidate, wrong_code(candidate))

    check_answer_code(candidate, code_of(candidate))

    candidate.refresh_from_db()
    assert candidate.code_attempts == 0


@pytest.mark.django_db
def test_nobody_has_a_code_before_a_mail_was_sent():
    candidate = make_nominee(make_edition())

    with pytest.raises(CodeRefused, match="wrong"):
        check_answer_code(candidate, "000000")


@pytest.mark.django_db
def test_accept_candidacy_under_the_name_she_gives():
    candidate = make_nominee(make_edition(), "Anna Karin Oberg")

    accept_candidacy(candidate, name="Anna-Karin Öberg", title="It-arkitekt", workplace="Regionen")

    candidate.refresh_from_db()
    assert (candidate.name, candidate.title) == ("Anna-Karin Öberg", "It-arkitekt")
    assert candidate.accepted_at is not None
    content = LogPayload.objects.get(entry__action="candidate.accepted").content
    assert content["before"]["name"] == "Anna Karin Oberg"
    assert content["after"] == {
        "answer": "yes",
        "name": "Anna-Karin Öberg",
        "title": "It-arkitekt",
        "workplace": "Regionen",
    }


@pytest.mark.django_db
def test_decline_takes_her_off_every_shortlist():
    edition = make_edition("jury")
    candidate = make_nominee(edition)
    for kind in ("jury", "vote"):
        make_entry(edition, kind, candidate=candidate)

    decline_candidacy(candidate)

    rounds = [get_round(edition, kind) for kind in ("jury", "vote")]
    assert [Entry.objects.on_shortlist(round).count() for round in rounds] == [0, 0]
    assert Candidate.objects.taking_part().count() == 0


@pytest.mark.django_db(transaction=True)
def test_decline_deletes_her_picture_once_it_is_certain():
    candidate = make_nominee(make_edition(), portrait_alt="Hon ler")
    candidate.portrait.save("hon.webp", ContentFile(b"bild"))
    storage, name = candidate.portrait.storage, candidate.portrait.name

    decline_candidacy(candidate)

    candidate.refresh_from_db()
    assert (candidate.portrait.name, candidate.portrait_alt) == ("", "")
    assert not storage.exists(name)


@pytest.mark.django_db
def test_she_may_change_her_mind_both_ways():
    edition = make_edition("jury")
    candidate = make_nominee(edition)
    make_entry(edition, candidate=candidate)

    decline_candidacy(candidate)
    accept_candidacy(candidate, name="Maj Lind", title="", workplace="")

    assert Entry.objects.on_shortlist(get_round(edition, "jury")).count() == 1
    decline_candidacy(candidate)
    candidate.refresh_from_db()
    assert (candidate.accepted_at, candidate.declined_at is None) == (None, False)


@pytest.mark.django_db
def test_noted_that_she_was_told_stops_the_clock_and_stands_in_the_log():
    edition = make_edition()
    candidate = make_nominee(edition)

    note_told(candidate, by=make_organiser(edition), how="Per telefon i måndags.")

    candidate.refresh_from_db()
    assert candidate.informed_at is not None
    assert not Candidate.objects.not_told().exists()
    assert Message.objects.count() == 0
    assert LogPayload.objects.get(entry__action="candidate.informed").content["reason"] == (
        "Per telefon i måndags."
    )


@pytest.mark.django_db
def test_noted_twice_keeps_the_first_day():
    edition = make_edition()
    first = timezone.now() - timedelta(days=3)
    candidate = make_nominee(edition, informed_at=first)

    note_told(candidate, by=make_organiser(edition), how="Igen.")

    candidate.refresh_from_db()
    assert candidate.informed_at == first


@pytest.mark.django_db
def test_who_has_said_no_is_not_noted_as_told():
    edition = make_edition()
    candidate = make_nominee(edition, declined_at=timezone.now())

    with pytest.raises(CannotInform) as refusal:
        note_told(candidate, by=make_organiser(edition), how="Per telefon.")

    assert refusal.value.why == "declined"
    assert not LogEntry.objects.filter(action="candidate.informed").exists()
