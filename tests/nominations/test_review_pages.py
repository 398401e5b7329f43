"""The queue of nominations, and the page on which one is decided."""

import pytest
from django.utils import timezone

from award.mail.models import Message
from nominations.domain.reviewing import accept, reject
from nominations.models import Candidate, Nomination
from tests.factories import make_edition, make_nominee, make_organiser
from tests.nominations.making import make_nomination, page, send
from tests.reading import squeezed
from tests.shown import sign_in_now

pytestmark = pytest.mark.django_db


def test_queue_shows_what_waits_and_who_it_may_be(client, edition, organiser):
    make_nominee(edition, "A-K Öberg")
    make_nomination(edition)
    send(edition, nominee_name="Obekräftade Olga")

    answer = client.get(page("desk_nominations", edition))

    assert answer.status_code == 200
    assert "Samma som A-K Öberg? (samma namn med initialer)" in answer.text
    assert "1 nominering har inte bekräftats" in answer.text
    assert "Olga" not in answer.text


def test_queue_that_is_empty_says_so(client, edition, organiser):
    assert "Inget väntar på beslut." in client.get(page("desk_nominations", edition)).text


def test_queue_shows_what_was_decided_by_whom(client, edition, organiser):
    accept(nomination=make_nomination(edition), by=organiser)
    reject(nomination=make_nomination(edition, nominee_name="Robot"), reason="Maskin", by=organiser)

    answer = client.get(page("desk_nominations", edition))

    assert [
        w for w in ("Godkänd", "Avslagen", "Maskin", organiser.name) if w not in answer.text
    ] == []


def test_queue_of_many_asks_the_database_little(
    client, edition, organiser, django_assert_max_num_queries
):
    for number in range(15):
        make_nominee(edition, f"Person Nummer{number}")
        make_nomination(edition, nominee_name=f"Annan Namn{number}")
        accept(nomination=make_nomination(edition), by=organiser)

    with django_assert_max_num_queries(25):
        client.get(page("desk_nominations", edition))


def test_nomination_stands_beside_those_it_may_be(client, edition, organiser):
    known = make_nominee(edition, "A-K Öberg", declined_at=timezone.now())
    nomination = make_nomination(edition, suspicion="trap")

    answer = client.get(page("desk_nomination", edition, nomination=nomination.pk))

    assert f'name="accept-candidate" value="{known.pk}"' in squeezed(answer.text)
    assert "Har tackat nej till att vara med." in answer.text
    assert "Ett fält som människor inte ser var ifyllt." in answer.text
    assert nomination.motivation in answer.text


def test_accept_as_new_leads_to_the_next_that_waits(client, edition, organiser):
    first, second = make_nomination(edition), make_nomination(edition, nominee_name="Maj Lind")

    answer = client.post(
        page("desk_nomination", edition, nomination=first.pk),
        {"accept-candidate": "", "accept-tell_nominator": "on"},
    )

    assert answer["Location"] == page("desk_nomination", edition, nomination=second.pk)
    assert Candidate.objects.get().name == "Anna-Karin Öberg"
    assert Message.objects.get().recipient == "berit@example.org"


def test_accept_the_last_leads_to_the_list_and_tells_nobody_unasked(client, edition, organiser):
    nomination = make_nomination(edition)

    answer = client.post(
        page("desk_nomination", edition, nomination=nomination.pk), {"accept-candidate": ""}
    )

    assert answer["Location"] == page("desk_nominations", edition)
    assert Message.objects.count() == 0


def test_accept_into_somebody_known(client, edition, organiser):
    known = make_nominee(edition)
    nomination = make_nomination(edition)

    client.post(
        page("desk_nomination", edition, nomination=nomination.pk),
        {"accept-candidate": str(known.pk)},
    )

    nomination.refresh_from_db()
    assert nomination.candidate == known
    assert Candidate.objects.count() == 1


@pytest.mark.parametrize("which", ["other edition", "gone", "nonsense"])
def test_accept_into_somebody_who_is_not_here_is_refused(client, edition, organiser, which):
    stranger = {"other edition": make_nominee(make_edition()).pk, "gone": 999_999}.get(which, "x")
    nomination = make_nomination(edition)

    answer = client.post(
        page("desk_nomination", edition, nomination=nomination.pk),
        {"accept-candidate": str(stranger)},
    )

    assert answer.status_code == 422
    assert "Kandidaten finns inte kvar." in answer.text
    assert Nomination.objects.get().decision == ""


def test_reject_needs_a_reason_and_says_so(client, edition, organiser):
    nomination = make_nomination(edition)
    address = page("desk_nomination", edition, nomination=nomination.pk)

    empty = client.post(address, {"reject": "1", "reason": " "})
    was = Nomination.objects.get().decision
    client.post(address, {"reject": "1", "reason": "En maskin."})

    assert (empty.status_code, was) == (422, "")
    assert Nomination.objects.get().reason == "En maskin."


def test_decided_twice_says_who_was_first(client, edition, organiser):
    nomination = make_nomination(edition)
    other = make_organiser(edition)
    reject(nomination=nomination, reason="Nej.", by=other)

    answer = client.post(
        page("desk_nomination", edition, nomination=nomination.pk),
        {"accept-candidate": ""},
        follow=True,
    )

    assert f"{other.name} har redan beslutat om nomineringen: avslagen." in answer.text
    assert Candidate.objects.count() == 0


def test_unconfirmed_nomination_offers_no_decision(client, edition, organiser):
    nomination = send(edition)
    address = page("desk_nomination", edition, nomination=nomination.pk)

    shown = client.get(address)
    posted = client.post(address, {"accept-candidate": ""}, follow=True)

    assert "accept-candidate" not in shown.text
    assert "inte bekräftat nomineringen än" in posted.text
    assert Candidate.objects.count() == 0


def test_export_is_a_file_with_every_nomination(client, edition, organiser):
    make_nomination(edition, nominee_name="=1+1")
    send(edition)
    sign_in_now(client, organiser)

    answer = client.get(page("desk_nominations_csv", edition))

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == (
        f'attachment; filename="nomineringar-{edition.award.slug}-2026.csv"'
    )
    assert answer["Cache-Control"] == "no-store"
    assert answer.content.decode().startswith("\ufeff")
    assert answer.content.decode().count("\r\n") == 3
    assert '"\'=1+1"' in answer.content.decode()
