import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from award.log.models import LogPayload
from award.mail.models import Message
from nominations.domain.reviewing import accept, reject
from nominations.models import Candidate, Nomination
from tests.factories import make_edition, make_entry, make_nominee, make_organiser, make_role
from tests.nominations.making import make_nomination, page, send
from tests.nominations.pictures import photo, upload
from tests.reading import squeezed


@pytest.fixture
def edition():
    return make_edition()


@pytest.fixture
def organiser(edition, client):
    organiser = make_organiser(edition)
    client.force_login(organiser, backend="allauth.account.auth_backends.AuthenticationBackend")
    return organiser


def sign_in(client, person) -> None:
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")


@pytest.mark.django_db
def test_queue_shows_what_waits_and_who_it_may_be(client, edition, organiser):
    make_nominee(edition, "A-K Öberg")
    make_nomination(edition)
    send(edition, nominee_name="Obekräftade Olga")

    answer = client.get(page("desk_nominations", edition))

    assert answer.status_code == 200
    assert "Samma som A-K Öberg? (samma namn med initialer)" in answer.text
    assert "1 nominering har inte bekräftats" in answer.text
    assert "Olga" not in answer.text


@pytest.mark.django_db
def test_queue_that_is_empty_says_so(client, edition, organiser):
    assert "Inget väntar på beslut." in client.get(page("desk_nominations", edition)).text


@pytest.mark.django_db
def test_queue_shows_what_was_decided_by_whom(client, edition, organiser):
    accept(nomination=make_nomination(edition), by=organiser)
    reject(nomination=make_nomination(edition, nominee_name="Robot"), reason="Maskin", by=organiser)

    answer = client.get(page("desk_nominations", edition))

    assert [
        w for w in ("Godkänd", "Avslagen", "Maskin", organiser.name) if w not in answer.text
    ] == []


@pytest.mark.django_db
def test_queue_of_many_asks_the_database_little(
    client, edition, organiser, django_assert_max_num_queries
):
    for number in range(15):
        make_nominee(edition, f"Person Nummer{number}")
        make_nomination(edition, nominee_name=f"Annan Namn{number}")
        accept(nomination=make_nomination(edition), by=organiser)

    with django_assert_max_num_queries(25):
        client.get(page("desk_nominations", edition))


@pytest.mark.django_db
def test_nomination_stands_beside_those_it_may_be(client, edition, organiser):
    known = make_nominee(edition, "A-K Öberg", declined_at=timezone.now())
    nomination = make_nomination(edition, suspicion="trap")

    answer = client.get(page("desk_nomination", edition, nomination=nomination.pk))

    assert f'name="accept-candidate" value="{known.pk}"' in squeezed(answer.text)
    assert "Har tackat nej till att vara med." in answer.text
    assert "Ett fält som människor inte ser var ifyllt." in answer.text
    assert nomination.motivation in answer.text


@pytest.mark.django_db
def test_accept_as_new_leads_to_the_next_that_waits(client, edition, organiser):
    first, second = make_nomination(edition), make_nomination(edition, nominee_name="Maj Lind")

    answer = client.post(
        page("desk_nomination", edition, nomination=first.pk),
        {"accept-candidate": "", "accept-tell_nominator": "on"},
    )

    assert answer["Location"] == page("desk_nomination", edition, nomination=second.pk)
    assert Candidate.objects.get().name == "Anna-Karin Öberg"
    assert Message.objects.get().recipient == "berit@example.org"


@pytest.mark.django_db
def test_accept_the_last_leads_to_the_list_and_tells_nobody_unasked(client, edition, organiser):
    nomination = make_nomination(edition)

    answer = client.post(
        page("desk_nomination", edition, nomination=nomination.pk), {"accept-candidate": ""}
    )

    assert answer["Location"] == page("desk_nominations", edition)
    assert Message.objects.count() == 0


@pytest.mark.django_db
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


@pytest.mark.django_db
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


@pytest.mark.django_db
def test_reject_needs_a_reason_and_says_so(client, edition, organiser):
    nomination = make_nomination(edition)
    address = page("desk_nomination", edition, nomination=nomination.pk)

    empty = client.post(address, {"reject": "1", "reason": " "})
    was = Nomination.objects.get().decision
    client.post(address, {"reject": "1", "reason": "En maskin."})

    assert (empty.status_code, was) == (422, "")
    assert Nomination.objects.get().reason == "En maskin."


@pytest.mark.django_db
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


@pytest.mark.django_db
def test_unconfirmed_nomination_offers_no_decision(client, edition, organiser):
    nomination = send(edition)
    address = page("desk_nomination", edition, nomination=nomination.pk)

    shown = client.get(address)
    posted = client.post(address, {"accept-candidate": ""}, follow=True)

    assert "accept-candidate" not in shown.text
    assert "inte bekräftat nomineringen än" in posted.text
    assert Candidate.objects.count() == 0


@pytest.mark.django_db
def test_candidates_are_listed_with_their_nominations_and_answer(client, edition, organiser):
    known = accept(nomination=make_nomination(edition), by=organiser)
    accept(nomination=make_nomination(edition), by=organiser, candidate=known)
    make_nominee(edition, "Nina Nej", declined_at=timezone.now())

    answer = client.get(page("desk_candidates", edition))

    assert '<td class="number">2</td>' in answer.text
    assert "Inte tillfrågad än" in answer.text
    assert "Har tackat nej" in answer.text


@pytest.mark.django_db
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


@pytest.mark.django_db
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


@pytest.mark.django_db
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


@pytest.mark.django_db
def test_inform_mails_once_however_often_it_is_pressed(client, edition, organiser):
    candidate = make_nominee(edition, email="ak@example.org")
    address = page("desk_inform", edition, candidate=candidate.pk)

    first = client.post(address, follow=True)
    second = client.post(address, follow=True)

    assert "Ett mejl är på väg" in first.text
    assert "skickades alldeles nyss" in second.text
    assert Message.objects.count() == 1


@pytest.mark.django_db
def test_inform_without_an_address_says_what_is_missing(client, edition, organiser):
    candidate = make_nominee(edition)

    answer = client.post(page("desk_inform", edition, candidate=candidate.pk), follow=True)

    assert "Fyll i en e-postadress först." in answer.text
    assert Message.objects.count() == 0


@pytest.mark.django_db
def test_organiser_notes_that_she_was_told_without_a_mail(client, edition, organiser):
    candidate = make_nominee(edition)
    address = page("desk_told", edition, candidate=candidate.pk)
    here = page("desk_candidate", edition, candidate=candidate.pk)

    before = client.get(here).text
    empty = client.post(address, {"how": " "})
    done = client.post(address, {"how": "Per telefon."}, follow=True)

    assert "Hon har fått veta det på annat sätt" in before
    assert (empty.status_code, "<details open>" in empty.text) == (422, True)
    assert f"Det är noterat att {candidate.name} har fått veta det." in done.text
    assert "Hon har fått veta det på annat sätt" not in done.text
    assert Message.objects.count() == 0


@pytest.mark.django_db
def test_who_has_said_no_is_not_noted_as_told_on_the_page(client, edition, organiser):
    candidate = make_nominee(edition, declined_at=timezone.now())

    answer = client.post(
        page("desk_told", edition, candidate=candidate.pk), {"how": "Per telefon."}, follow=True
    )

    assert "Svaret var nej." in answer.text
    assert Candidate.objects.get().informed_at is None


@pytest.mark.django_db
def test_portrait_is_deleted_by_its_button(client, edition, organiser):
    candidate = make_nominee(edition, portrait_alt="Hon ler")
    candidate.portrait.save("hon.webp", ContentFile(b"bild"))

    client.post(page("desk_portrait", edition, candidate=candidate.pk))

    candidate.refresh_from_db()
    assert (candidate.portrait.name, candidate.portrait_alt) == ("", "")


@pytest.mark.django_db
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


@pytest.mark.django_db
def test_merge_with_mistakes_keeps_what_was_typed(client, edition, organiser):
    keep = make_nominee(edition)

    answer = client.post(
        page("desk_merge", edition, candidate=keep.pk),
        {"merge-fold": make_nominee(make_edition()).pk, "merge-reason": "Samma"},
    )

    assert answer.status_code == 422
    assert 'value="Samma"' in answer.text


@pytest.mark.django_db
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


@pytest.mark.django_db
def test_export_is_a_file_with_every_nomination(client, edition, organiser):
    make_nomination(edition, nominee_name="=1+1")
    send(edition)

    answer = client.get(page("desk_nominations_csv", edition))

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == (
        f'attachment; filename="nomineringar-{edition.award.slug}-2026.csv"'
    )
    assert answer["Cache-Control"] == "no-store"
    assert answer.content.decode().startswith("\ufeff")
    assert answer.content.decode().count("\r\n") == 3
    assert '"\'=1+1"' in answer.content.decode()


@pytest.mark.django_db
def test_reader_sees_no_button_that_decides(client, edition):
    sign_in(client, make_role(edition, "reader"))
    nomination, candidate = make_nomination(edition), make_nominee(edition)

    pages = [
        client.get(page("desk_nomination", edition, nomination=nomination.pk)),
        client.get(page("desk_candidate", edition, candidate=candidate.pk)),
    ]

    assert [answer.status_code for answer in pages] == [200, 200]
    assert ["<form" in answer.text.split("</header>")[1] for answer in pages] == [False, False]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_what_strangers_wrote_is_shown_as_text(client, edition, organiser, text):
    nomination = make_nomination(
        edition, nominee_name=text, motivation=text, nominator_name=text, nominee_workplace=text
    )
    shown = [client.get(page("desk_nomination", edition, nomination=nomination.pk))]
    candidate = accept(nomination=nomination, by=organiser)
    shown += [
        client.get(page("desk_nominations", edition)),
        client.get(page("desk_candidates", edition)),
        client.get(page("desk_candidate", edition, candidate=candidate.pk)),
    ]

    assert [text in answer.text for answer in shown] == [False] * 4


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("desk_nominations", "Waiting for a decision"),
        ("desk_nomination", "Accept as a new candidate"),
        ("desk_candidates", "Not asked yet"),
        ("desk_candidate", "What we say"),
    ],
)
def test_desk_in_english(client, edition, organiser, name, heading):
    kwargs = {
        "desk_nomination": {"nomination": make_nomination(edition).pk},
        "desk_candidate": {"candidate": make_nominee(edition).pk},
    }.get(name, {})
    make_nominee(edition)

    assert heading in client.get(page(name, edition, "en", **kwargs)).text
