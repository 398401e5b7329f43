import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client

from award.mail.models import Message
from nominations.models import Nomination
from tests.factories import get_round, make_edition, move_round
from tests.nominations.making import WORDS, at_the_same_time, filled_in, make_nomination, page
from tests.posted import as_sent


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "heading", "zone"),
    [
        ("sv", "Nominera någon", "(svensk\u00a0tid)"),
        ("en", "Nominate somebody", "(Swedish\u00a0time)"),
    ],
)
def test_form_is_there_while_the_round_is_open(client, language, heading, zone):
    answer = client.get(page("nominate", make_edition(), language))

    assert answer.status_code == 200
    assert f"<h1>{heading}</h1>" in answer.text
    assert zone in answer.text


@pytest.mark.django_db
def test_form_shows_who_may_be_nominated(client):
    answer = client.get(page("nominate", make_edition()))

    assert "Den nominerade avgör själv" in answer.text


@pytest.mark.django_db
def test_form_has_a_key_of_its_own_each_time(client):
    edition = make_edition()

    keys = {
        client.get(page("nominate", edition)).context["form"]["submission"].value()
        for _ in range(3)
    }

    assert len(keys) == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("phase", "heading"),
    [
        ("before", "Snart kan du nominera"),
        ("jury", "Nomineringen är stängd"),
        ("announced", "Nomineringen är stängd"),
    ],
)
def test_page_outside_the_window_says_when_with_the_zone(client, phase, heading):
    answer = client.get(page("nominate", make_edition(phase)))

    assert answer.status_code == 200
    assert f"<h1>{heading}</h1>" in answer.text
    assert "kl.\u00a0" in answer.text
    assert "(svensk\u00a0tid)" in answer.text
    assert "<textarea" not in answer.text


@pytest.mark.django_db
def test_page_is_not_there_without_a_nomination_round_or_before_the_edition_is_public(client):
    without = make_edition("vote", kinds=("vote",))
    hidden = make_edition(is_public=False)

    assert client.get(page("nominate", without)).status_code == 404
    assert client.get(page("nominate", hidden)).status_code == 404


@pytest.mark.django_db
def test_post_stores_it_and_leads_to_the_page_where_the_code_is_typed(client):
    edition = make_edition()
    data = filled_in(edition)

    answer = client.post(page("nominate", edition), data)

    assert answer.status_code == 302
    assert answer["Location"] == page("nomination_sent", edition, key=data["submission"])
    assert Nomination.objects.get().language == "sv"


@pytest.mark.django_db
def test_post_in_english_is_mailed_in_english(client):
    edition = make_edition()

    client.post(page("nominate", edition, "en"), filled_in(edition))

    mail = as_sent(Message.objects.get())
    assert mail.subject.endswith("2026")
    assert "Your code" in mail.subject
    assert "is your code" in mail.text
    assert f"/en/{edition.award.slug}/" in mail.text


@pytest.mark.django_db
def test_post_with_mistakes_keeps_what_was_typed_and_points_at_each(client):
    edition = make_edition()
    data = filled_in(edition, nominator_email="berit", motivation="För kort.")

    answer = client.post(page("nominate", edition), data)

    assert answer.status_code == 422
    assert Nomination.objects.count() == 0
    assert 'value="berit"' in answer.text
    assert "För kort.</textarea>" in answer.text
    assert 'value="Anna-Karin Öberg"' in answer.text
    assert f'value="{data["submission"]}"' in answer.text
    assert 'href="#id_nominator_email"' in answer.text
    assert answer.text.count('aria-invalid="true"') == 2


@pytest.mark.django_db
def test_post_twice_is_one_nomination_one_mail_one_answer(client):
    edition = make_edition()
    data = filled_in(edition)

    first = client.post(page("nominate", edition), data)
    second = client.post(page("nominate", edition), data)

    assert second["Location"] == first["Location"]
    assert (Nomination.objects.count(), Message.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_post_twenty_times_at_once_is_one_nomination_and_one_mail():
    edition = make_edition()
    data = filled_in(edition)

    answers = at_the_same_time(
        [lambda: Client().post(page("nominate", edition), data).status_code] * 20
    )

    assert answers == [302] * 20
    assert (Nomination.objects.count(), Message.objects.count()) == (1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("shift", "apology"),
    [
        (timedelta(0), "efter det ögonblicket"),
        (timedelta(days=12), "före det ögonblicket"),
    ],
)
def test_post_outside_the_window_gives_the_words_back(client, shift, apology):
    edition = make_edition()
    data = filled_in(edition)
    client.get(page("nominate", edition))
    move_round(get_round(edition, "nomination"), closes_in=shift)

    answer = client.post(page("nominate", edition), data)

    assert answer.status_code == 409
    assert apology in answer.text
    assert [
        text for text in (WORDS, "Anna-Karin Öberg", "Berit Ek") if text not in answer.text
    ] == []
    assert Nomination.objects.count() == 0
    assert Message.objects.count() == 0


@pytest.mark.django_db
def test_late_post_with_mistakes_gives_the_words_back_too(client):
    edition = make_edition("jury")

    answer = client.post(page("nominate", edition), filled_in(edition, nominator_email="fel"))

    assert answer.status_code == 409
    assert WORDS in answer.text


@pytest.mark.django_db
def test_post_sent_again_after_closing_gets_the_answer_it_missed(client):
    edition = make_edition()
    data = filled_in(edition)
    first = client.post(page("nominate", edition), data)
    move_round(get_round(edition, "nomination"), closes_in=timedelta(0))

    again = client.post(page("nominate", edition), data)

    assert (again.status_code, again["Location"]) == (302, first["Location"])


@pytest.mark.django_db
def test_post_decides_nothing_that_is_not_the_nominators(client):
    edition = make_edition()
    extra = {
        "confirmed_at": "2026-01-01",
        "decision": "accepted",
        "decided_at": "2026-01-01",
        "round": 999,
        "candidate": 1,
        "key": str(uuid.uuid4()),
        "suspicion": "",
        "language": "xx",
        "is_staff": "1",
    }

    client.post(page("nominate", edition), filled_in(edition) | extra)

    stored = Nomination.objects.get()
    assert (stored.confirmed_at, stored.decision, stored.candidate) == (None, "", None)
    assert (stored.round, stored.language) == (get_round(edition, "nomination"), "sv")
    assert str(stored.key) != extra["key"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "suspicion"), [({"website": "x"}, "trap"), ({"started": ""}, "")]
)
def test_suspected_program_gets_the_same_answer_and_the_same_mail(client, fields, suspicion):
    edition = make_edition()

    answer = client.post(page("nominate", edition), filled_in(edition, **fields))

    assert answer.status_code == 302
    assert Nomination.objects.get().suspicion == suspicion
    assert Message.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_what_is_typed_is_shown_as_text(client, text):
    edition = make_edition()

    wrong = client.post(
        page("nominate", edition), filled_in(edition, nominee_name=text, motivation=text)
    )
    move_round(get_round(edition, "nomination"), closes_in=timedelta(0))
    late = client.post(page("nominate", edition), filled_in(edition, nominee_name=text))

    assert (wrong.status_code, late.status_code) == (422, 409)
    assert text not in wrong.text
    assert text not in late.text


@pytest.mark.django_db
def test_form_may_be_gone_back_to(client):
    """`no-store` would empty the form when somebody goes back to change a word."""
    answer = client.get(page("nominate", make_edition()))

    assert sorted(answer["Cache-Control"].split(", ")) == ["no-cache", "private"]


@pytest.mark.django_db
def test_other_methods_are_refused(client):
    edition = make_edition()

    assert client.put(page("nominate", edition)).status_code == 405
    assert client.delete(page("nominate", edition)).status_code == 405


@pytest.mark.django_db
def test_address_in_the_mail_comes_from_the_settings(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    edition = make_edition()

    client.post(page("nominate", edition), filled_in(edition), HTTP_HOST="ond.example")

    text = as_sent(Message.objects.get()).text
    assert "ond.example" not in text
    assert f"{settings.SITE_URL}/" in text


@pytest.mark.django_db
def test_names_of_others_are_not_on_the_page(client):
    edition = make_edition()
    make_nomination(edition, nominee_name="Hemliga Harriet")

    assert "Harriet" not in client.get(page("nominate", edition)).text


def stale_browser(edition, **cookies: str) -> tuple[Client, str]:
    """A browser that asks for the token of forms, after its cookies changed under an open form."""
    browser = Client(enforce_csrf_checks=True)
    text = browser.get(page("nominate", edition)).text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)[1]
    browser.cookies.clear()
    browser.cookies.load(cookies)
    return browser, token


@pytest.mark.django_db
@pytest.mark.parametrize("cookies", [{}, {"csrftoken": "x" * 32}], ids=["cleared", "changed"])
def test_form_of_a_browser_that_lost_its_cookies_comes_back_with_the_words(cookies):
    edition = make_edition()
    browser, token = stale_browser(edition, **cookies)
    fields = filled_in(edition, motivation="Mina egna ord, " * 5) | {"csrfmiddlewaretoken": token}

    kept = browser.post(page("nominate", edition), fields)
    stored = Nomination.objects.count()
    fresh = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', kept.text)[1]
    again = browser.post(page("nominate", edition), fields | {"csrfmiddlewaretoken": fresh})

    assert (kept.status_code, stored) == (422, 0)
    assert "Mina egna ord" in kept.text
    assert "Allt är kvar" in kept.text
    assert again.status_code == 302
    assert Nomination.objects.count() == 1


@pytest.mark.django_db
def test_form_of_another_site_stores_nothing_and_its_words_are_not_put_into_ours():
    edition = make_edition()
    words = filled_in(edition, motivation="Deras ord, inte mina, " * 3)

    answer = Client(enforce_csrf_checks=True).post(
        page("nominate", edition), words, headers={"Origin": "https://evil.example"}
    )

    assert (answer.status_code, Nomination.objects.count()) == (403, 0)
    assert "Deras ord" not in answer.text


@pytest.mark.django_db
def test_form_whose_token_fits_is_taken_at_once():
    edition = make_edition()
    browser = Client(enforce_csrf_checks=True)
    text = browser.get(page("nominate", edition)).text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)[1]

    answer = browser.post(
        page("nominate", edition), filled_in(edition) | {"csrfmiddlewaretoken": token}
    )

    assert answer.status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "sv",
            [
                "Vem nominerar du? Skriv vem du nominerar.",
                "Varför? Skriv några meningar om varför.",
                "Ditt namn: Skriv ditt namn.",
                "Din e-postadress: Skriv din adress, så mejlar vi en kod dit.",
            ],
        ),
        (
            "en",
            [
                "Who do you nominate? Write who you nominate.",
                "Why? Write a few sentences about why.",
                "Your name: Write your name.",
                "Your e-mail address: Write your address, and we mail a code there.",
            ],
        ),
    ],
)
def test_an_empty_form_is_told_what_to_write_where(client, language, said):
    answer = client.post(page("nominate", make_edition(), language), {})

    found = re.findall(r'<li><a href="#id_\w+">(.*?)</a></li>', answer.text)
    assert (answer.status_code, found) == (422, said)
