"""What an organiser had typed when her sign-in had ended is there again, and one press sends it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from award.people.views.unsent import KEY, LONGEST
from award.programme.models import Partner
from nominations.models import Candidate
from tests.factories import make_edition, make_nominee, make_organiser
from tests.forms_read import OpenForm
from tests.nominations.pictures import photo, upload
from tests.typing_again import kept_on, press_again

pytestmark = pytest.mark.django_db
WORDS = "Hon visar vägen.\n\nOch <hon> ber andra följa med."
UNSENT = "/konto/ej-skickat/"


@pytest.fixture
def edition():
    return make_edition("nomination")


@pytest.fixture
def organiser(edition):
    return make_organiser(edition)


def place(edition, name, *more):
    return reverse(name, args=[edition.award.slug, edition.year, *more])


def candidate_page(candidate):
    return place(candidate.edition, "desk_candidate", candidate.pk)


def test_text_posted_after_the_sign_in_had_ended_is_shown_and_sent_by_one_press(
    client, edition, organiser
):
    her = make_nominee(edition, "Anna Ek")
    typed = {"name": "Anna Ek", "title": "Direktör", "motivation_sv": WORDS}

    signed_out = client.post(candidate_page(her), typed)
    client.force_login(organiser)
    page = client.get(UNSENT)
    before = Candidate.objects.get().title
    sent = press_again(client, page.text)

    assert signed_out["Location"].endswith(f"?next={UNSENT}")
    assert page.status_code == 200
    assert "&lt;hon&gt; ber andra" in page.text.split("<form")[0]
    assert dict(kept_on(page.text)) == typed
    assert before == ""
    assert sent["Location"] == candidate_page(her)
    assert Candidate.objects.get().motivation_sv == WORDS
    assert KEY not in client.session


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("desk_programme", {}),
        ("desk_award", {"purpose_sv": WORDS}),
        ("desk_event", {"event_sv": WORDS}),
        ("desk_new_category", {"name_sv": WORDS}),
        ("desk_new_partner", {"name": WORDS}),
        ("desk_rules_all", {"reason": WORDS}),
        ("desk_results", {"text_sv": WORDS}),
        ("desk_jury", {"people": "asa@example.org\neva@example.org"}),
        ("desk_people", {"email": "asa@example.org", "kind": "reader"}),
        ("desk_ask_all", {}),
    ],
)
def test_every_page_of_the_desk_keeps_what_was_posted(client, edition, organiser, name, fields):
    client.post(place(edition, name), fields)
    client.force_login(organiser)

    page = client.get(UNSENT)

    assert dict(kept_on(page.text)) == fields
    assert f'action="{place(edition, name)}"' in page.text


@pytest.mark.parametrize("path", ["/desk/ny/", "/konto/"])
def test_pages_of_no_edition_keep_it_too(client, organiser, path):
    client.post(path, {"name_sv": WORDS})
    client.force_login(organiser)

    assert dict(kept_on(client.get(UNSENT).text)) == {"name_sv": WORDS}


def test_what_the_page_itself_carried_is_sent_and_not_shown_as_her_words(
    client, edition, organiser
):
    her = make_nominee(edition, "Anna Ek")
    client.force_login(organiser)
    form = OpenForm(client, candidate_page(her))
    client.logout()

    form.send(title="Direktör")
    client.force_login(organiser)
    page = client.get(UNSENT).text

    assert dict(kept_on(page))["shown"] == form.fields["shown"][0]
    assert form.fields["shown"][0] not in page.split("<form")[0]
    assert "Direktör" in page.split("<form")[0]


def test_several_values_of_one_field_and_the_query_of_the_page_are_kept(client, edition, organiser):
    path = f"{place(edition, 'desk_people')}?sida=2"
    client.post(path, {"kind": ["reader", "organiser"]})
    client.force_login(organiser)

    page = client.get(UNSENT).text

    assert kept_on(page) == [("kind", "reader"), ("kind", "organiser")]
    assert f'action="{path}"' in page


def test_a_file_is_named_so_that_it_can_be_chosen_again(client, edition, organiser):
    data = {
        "name": "Verket",
        "kind": "partner",
        "position": 1,
        "logo": upload(photo(), "verkets-logga.jpg"),
    }
    client.post(place(edition, "desk_new_partner"), data)
    client.force_login(organiser)

    page = client.get(UNSENT).text
    press_again(client, page)

    assert "verkets-logga.jpg" in page
    assert Partner.objects.get().name == "Verket"


def test_it_can_be_thrown_away(client, edition, organiser):
    client.post(place(edition, "desk_rules_all"), {"reason": WORDS})
    client.force_login(organiser)

    client.post(UNSENT)

    assert KEY not in client.session
    assert client.get(UNSENT)["Location"] == "/desk/"


def test_what_is_posted_now_leaves_nothing_older_behind(client, edition, organiser):
    path = place(edition, "desk_new_partner")
    client.post(path, {"name": "Äldre"})
    client.force_login(organiser)

    client.post(path, {"name": "Nyare", "kind": "partner", "position": 1})

    assert KEY not in client.session


def test_what_is_very_long_is_kept_on_the_page_and_not_in_the_store(client, edition):
    text = "Så här långt. " * (LONGEST // 10)

    page = client.post(place(edition, "desk_rules_all"), {"reason": text})

    assert dict(kept_on(page.text)) == {"reason": text}
    assert "/konto/login/" in page.text
    assert KEY not in client.session


def test_nobody_who_is_signed_out_sees_it(client, edition):
    client.post(place(edition, "desk_rules_all"), {"reason": WORDS})

    assert client.get(UNSENT)["Location"].startswith("/konto/login/")


def test_whoever_may_not_write_there_cannot_send_it(client, edition):
    client.post(place(edition, "desk_new_partner"), {"name": "Verket", "kind": "partner"})
    client.force_login(make_organiser(make_edition()))

    assert press_again(client, client.get(UNSENT).text).status_code == 404
    assert not Partner.objects.exists()


def test_opening_a_page_signed_out_leads_back_to_it_as_before(edition):
    path = place(edition, "desk_candidates")

    assert Client().get(path)["Location"] == f"/konto/login/?next={path}"


def test_nothing_that_was_not_sent_is_kept_for_an_authority(client, edition):
    """It would be a public record: it stays on the page that answers, and in the browser."""
    her = make_nominee(edition, "Anna Ek")
    edition.award.organisation.is_authority = True
    edition.award.organisation.save()

    answer = client.post(candidate_page(her), {"name": "Anna Ek", "motivation_sv": WORDS})

    assert answer.status_code == 403
    assert "&lt;hon&gt; ber andra" in answer.text
    assert KEY not in client.session
