"""The page of one candidate on the desk: edited, told, merged."""

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from award.log.models import LogPayload
from award.mail.models import Message
from nominations.domain.reviewing import accept
from nominations.models import Candidate
from tests.factories import make_edition, make_entry, make_nominee, make_organiser
from tests.nominations.making import make_nomination, page, sign_in
from tests.nominations.pictures import photo, upload

pytestmark = pytest.mark.django_db


def test_candidates_are_listed_with_their_nominations_and_answer(client, edition, organiser):
    known = accept(nomination=make_nomination(edition), by=organiser)
    accept(nomination=make_nomination(edition), by=organiser, candidate=known)
    make_nominee(edition, "Nina Nej", declined_at=timezone.now())

    answer = client.get(page("desk_candidates", edition))

    assert '<td class="number">2</td>' in answer.text
    assert "Inte tillfrågad än" in answer.text
    assert "Har tackat nej" in answer.text


def test_candidate_is_edited_with_a_portrait(client, edition, organiser):
    candidate = make_nominee(edition, "Anna Oberg")
    address = page("desk_candidate", edition, candidate=candidate.pk)

    answer = client.post(
        address,
        {
            "name": "Anna Öberg",
            "motivation_sv": "Hon visar vägen.",
            "portrait_alt": "Hon ler",
            "portrait_file": upload(photo()),
        },
        follow=True,
    )

    candidate.refresh_from_db()
    assert "Sparat." in answer.text
    assert (candidate.name, candidate.motivation_sv) == ("Anna Öberg", "Hon visar vägen.")
    assert candidate.portrait.name.endswith(".webp")
    assert "hon" not in candidate.portrait.name


def test_candidate_with_mistakes_keeps_what_was_typed_and_stores_nothing(
    client, edition, organiser
):
    candidate = make_nominee(edition, "Anna Öberg")
    address = page("desk_candidate", edition, candidate=candidate.pk)

    answer = client.post(address, {"name": "", "email": "fel", "title": "Chef"})

    candidate.refresh_from_db()
    assert answer.status_code == 422
    assert 'value="fel"' in answer.text
    assert "<h1>Anna Öberg</h1>" in answer.text
    assert (candidate.name, candidate.title) == ("Anna Öberg", "")


def test_candidate_post_changes_no_field_outside_the_form(client, edition, organiser):
    candidate = make_nominee(edition)
    key = candidate.answer_key

    client.post(
        page("desk_candidate", edition, candidate=candidate.pk),
        {"name": "Anna", "slug": "x", "accepted_at": "2026-01-01", "edition": "1",
         "answer_key": "6b2f0d9e-0000-4000-8000-000000000000", "portrait": "../../x"},
    )  # fmt: skip

    stored = Candidate.objects.get()
    assert (stored.name, stored.slug, stored.accepted_at) == ("Anna", candidate.slug, None)
    assert (stored.answer_key, stored.portrait.name) == (key, "")


def test_inform_mails_once_however_often_it_is_pressed(client, edition, organiser):
    candidate = make_nominee(edition, email="ak@example.org")
    address = page("desk_inform", edition, candidate=candidate.pk)

    first = client.post(address, follow=True)
    second = client.post(address, follow=True)

    assert "Ett mejl är på väg" in first.text
    assert "skickades alldeles nyss" in second.text
    assert Message.objects.count() == 1


def test_inform_without_an_address_says_what_is_missing(client, edition, organiser):
    candidate = make_nominee(edition)

    answer = client.post(page("desk_inform", edition, candidate=candidate.pk), follow=True)

    assert "Fyll i en e-postadress först." in answer.text
    assert Message.objects.count() == 0


def test_organiser_notes_that_she_was_told_without_a_mail(client, edition, organiser):
    candidate = make_nominee(edition)
    address = page("desk_told", edition, candidate=candidate.pk)
    here = page("desk_candidate", edition, candidate=candidate.pk)

    before = client.get(here).text
    empty = client.post(address, {"how": " "})
    done = client.post(address, {"how": "Per telefon."}, follow=True)

    assert "Den nominerade har fått veta det på annat sätt" in before
    assert (empty.status_code, "<details open>" in empty.text) == (422, True)
    assert f"Det är noterat att {candidate.name} har fått veta det." in done.text
    assert "Den nominerade har fått veta det på annat sätt" not in done.text
    assert Message.objects.count() == 0


def test_who_has_said_no_is_not_noted_as_told_on_the_page(client, edition, organiser):
    candidate = make_nominee(edition, declined_at=timezone.now())

    answer = client.post(
        page("desk_told", edition, candidate=candidate.pk), {"how": "Per telefon."}, follow=True
    )

    assert "Svaret var nej." in answer.text
    assert Candidate.objects.get().informed_at is None


def test_portrait_is_deleted_by_its_button(client, edition, organiser):
    candidate = make_nominee(edition, portrait_alt="Hon ler")
    candidate.portrait.save("hon.webp", ContentFile(b"bild"))

    client.post(page("desk_portrait", edition, candidate=candidate.pk))

    candidate.refresh_from_db()
    assert (candidate.portrait.name, candidate.portrait_alt) == ("", "")


def test_merge_by_its_form(client, edition, organiser):
    keep, fold = make_nominee(edition, "Anna Öberg"), make_nominee(edition, "A. Öberg")

    shown = client.get(page("desk_candidate", edition, candidate=keep.pk))
    answer = client.post(
        page("desk_merge", edition, candidate=keep.pk),
        {"merge-fold": fold.pk, "merge-reason": "Samma arbetsplats"},
        follow=True,
    )

    assert "Samma som A. Öberg?" in shown.text
    assert "Nu är de en och samma kandidat." in answer.text
    assert list(Candidate.objects.all()) == [keep]
    content = LogPayload.objects.get(entry__action="candidate.merged").content
    assert content["reason"] == "Samma arbetsplats"


def test_merge_with_mistakes_keeps_what_was_typed(client, edition, organiser):
    keep = make_nominee(edition)

    answer = client.post(
        page("desk_merge", edition, candidate=keep.pk),
        {"merge-fold": make_nominee(make_edition()).pk, "merge-reason": "Samma"},
    )

    assert answer.status_code == 422
    assert 'value="Samma"' in answer.text


def test_merge_that_comes_too_late_says_why(client):
    edition = make_edition("jury")
    sign_in(client, make_organiser(edition))
    keep, fold = make_nominee(edition), make_nominee(edition)
    make_entry(edition, candidate=fold)

    answer = client.post(
        page("desk_merge", edition, candidate=keep.pk),
        {"merge-fold": fold.pk, "merge-reason": "Samma"},
        follow=True,
    )

    assert "En omgång har öppnat" in answer.text
    assert Candidate.objects.count() == 2
