from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from award.limits.domain.asking import TO_ONE_A_DAY
from award.mail.models import Message
from nominations.domain.confirming import GRACE
from nominations.models import Nomination
from tests.factories import get_round, make_edition, move_round
from tests.nominations.making import code_of, filled_in, page, wrong_code
from tests.nominations.robot import scan


def sent_by(client, **fields) -> tuple[Nomination, str, str]:
    """Sent from this browser: the nomination, the page after sending, the page of the mail."""
    edition = make_edition()
    client.post(page("nominate", edition), filled_in(edition, **fields))
    nomination = Nomination.objects.get()
    after = page("nomination_sent", edition, key=nomination.submission_key)
    return nomination, after, page("nomination_confirm", edition, key=nomination.key)


def is_confirmed() -> bool:
    return Nomination.objects.get().confirmed_at is not None


@pytest.mark.django_db
def test_code_typed_where_it_was_sent_confirms(client):
    nomination, after, _mailed = sent_by(client)
    shown = client.get(after)

    answer = client.post(after, {"code": code_of(nomination)})

    assert "berit@example.org" in shown.text
    assert answer.status_code == 200
    assert "Din nominering av Anna-Karin Öberg räknas." in answer.text
    assert is_confirmed()


@pytest.mark.django_db
def test_link_opened_where_it_was_sent_confirms_with_one_button(client):
    _nomination, _after, mailed = sent_by(client)

    opened = client.get(mailed)
    was = is_confirmed()
    client.post(mailed, {"confirm": "1"})

    assert "Ja, räkna min nominering" in opened.text
    assert 'name="code"' not in opened.text
    assert (was, is_confirmed()) == (False, True)


@pytest.mark.django_db
def test_page_after_sending_has_no_button_that_needs_no_mail(client):
    """Else anybody could confirm in somebody else's name without ever reading her mail."""
    _nomination, after, _mailed = sent_by(client)

    answer = client.post(after, {"confirm": "1"})

    assert answer.status_code == 422
    assert not is_confirmed()


@pytest.mark.django_db
def test_key_of_the_mailed_link_is_nowhere_in_the_browser(client):
    nomination, after, _mailed = sent_by(client)

    answer = client.get(after)

    assert str(nomination.key) not in answer.text + str(answer.headers) + str(client.cookies)
    assert str(nomination.key) != str(nomination.submission_key)


@pytest.mark.django_db
def test_page_after_sending_is_only_for_the_browser_that_sent(client):
    nomination, after, _mailed = sent_by(client)

    answer = Client().get(after)
    posted = Client().post(after, {"code": code_of(nomination)})

    assert (answer.status_code, posted.status_code) == (302, 302)
    assert not is_confirmed()


@pytest.mark.django_db
def test_browser_that_lost_its_session_is_led_to_the_mail_where_it_can_confirm(client):
    nomination, after, mailed = sent_by(client)
    client.cookies.clear()

    told = client.get(after, follow=True).text
    typed = client.post(mailed, {"code": code_of(nomination)})

    assert "Öppna länken i mejlet" in told
    assert typed.status_code == 200
    assert is_confirmed()


@pytest.mark.django_db
def test_link_opened_in_another_browser_wants_the_code(client):
    nomination, _after, mailed = sent_by(client)
    phone = Client()

    opened = phone.get(mailed)
    pressed = phone.post(mailed, {"confirm": "1"})
    was = is_confirmed()
    typed = phone.post(mailed, {"code": code_of(nomination)})

    assert 'name="code"' in opened.text
    assert (pressed.status_code, was) == (422, False)
    assert "Din nominering räknas." in typed.text
    assert is_confirmed()


@pytest.mark.django_db
def test_link_in_another_browser_shows_no_name(client):
    nomination, _after, mailed = sent_by(client)

    before = Client().get(mailed).text
    phone = Client()
    after = phone.post(mailed, {"code": code_of(nomination)}).text

    names = ["Öberg", "Berit", "berit@example.org", nomination.motivation]
    assert [name for name in names if name in before + after] == []


@pytest.mark.django_db
@pytest.mark.parametrize("typing", [None, "http://skanner.example", "abc"])
def test_mail_scanner_uses_nothing_up(client, typing):
    """It opens the link, submits every form, clicks every button, twenty times, from clean browsers."""
    nomination, _after, mailed = sent_by(client)
    before = Nomination.objects.values().get()

    statuses = {status for _ in range(20) for status in scan(mailed, typing=typing)}

    assert statuses == {200, 422}
    assert Nomination.objects.values().get() == before
    assert Message.objects.count() == 1
    client.post(mailed, {"code": code_of(nomination)})
    assert is_confirmed()


@pytest.mark.django_db
def test_mail_scanner_that_has_the_code_does_confirm(client):
    """Negative control: the robot's posts reach the page, so it is the code that stops it."""
    nomination, _after, mailed = sent_by(client)

    scan(mailed, typing=code_of(nomination))

    assert is_confirmed()


@pytest.mark.django_db
def test_mail_scanner_asks_for_no_new_codes_even_when_the_tries_are_spent(client):
    """One new code a minute at most, so two scanners cannot keep each other busy with mail."""
    _nomination, _after, mailed = sent_by(client)
    Nomination.objects.update(code_attempts=5)

    for _number in range(10):
        scan(mailed)

    assert Message.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["", "12345", "abcdef", "1234567"])
def test_code_that_is_none_costs_no_try(client, code):
    _nomination, after, _mailed = sent_by(client)

    answer = client.post(after, {"code": code})

    assert answer.status_code == 422
    assert Nomination.objects.get().code_attempts == 0


@pytest.mark.django_db
def test_wrong_code_is_said_to_be_wrong_and_stays_in_the_field(client):
    nomination, after, _mailed = sent_by(client)
    wrong = wrong_code(nomination)

    answer = client.post(after, {"code": wrong})

    assert answer.status_code == 422
    assert "Det är inte koden i det senaste mejlet." in answer.text
    assert f'value="{wrong}"' in answer.text
    assert not is_confirmed()


@pytest.mark.django_db
def test_new_code_can_be_asked_for_after_five_wrong_ones(client):
    nomination, after, _mailed = sent_by(client)
    for _number in range(5):
        client.post(after, {"code": wrong_code(nomination)})
    spent = client.post(after, {"code": code_of(nomination)})
    Nomination.objects.update(code_sent_at=timezone.now() - timedelta(minutes=2))

    renewed = client.post(after, {"renew": "1"})
    client.post(after, {"code": code_of(nomination)})

    assert "Be om en ny" in spent.text
    assert (renewed.status_code, Message.objects.count()) == (200, 2)
    assert is_confirmed()


@pytest.mark.django_db
def test_new_code_within_a_minute_is_refused_in_words(client):
    _nomination, after, _mailed = sent_by(client)

    answer = client.post(after, {"renew": "1"})

    assert "skickades alldeles nyss" in answer.text
    assert Message.objects.count() == 1


@pytest.mark.django_db
def test_new_code_in_another_browser_only_when_the_tries_are_spent(client):
    _nomination, _after, mailed = sent_by(client)
    phone = Client()
    Nomination.objects.update(code_sent_at=timezone.now() - timedelta(minutes=2))

    early = phone.post(mailed, {"renew": "1"})
    Nomination.objects.update(code_attempts=5)
    late = phone.post(mailed, {"renew": "1"})

    assert (early.status_code, late.status_code) == (422, 200)
    assert Message.objects.count() == 2


@pytest.mark.django_db
def test_network_that_asks_for_very_many_codes_is_told_to_calculate_or_wait(client, settings):
    settings.VOTERS_BEHIND_ONE_ADDRESS = 1
    edition = make_edition()
    Client().post(page("nominate", edition), filled_in(edition))
    form = filled_in(edition)

    asked = client.post(page("nominate", edition), form)
    answer = client.post(page("nominate", edition), form | {"queue": "1"}, follow=True)

    assert (asked.status_code, form["motivation"] in asked.text) == (429, True)
    assert "Skicka, och vänta i kön" in asked.text
    assert Message.objects.count() == Nomination.objects.count() == 2
    assert "Mejlet står i kö" in answer.text
    assert "om ungefär 2" in answer.text


@pytest.mark.django_db
def test_address_that_has_had_its_mails_has_its_nomination_kept(client):
    edition = make_edition()
    for _number in range(TO_ONE_A_DAY):
        Client().post(page("nominate", edition), filled_in(edition))

    answer = client.post(page("nominate", edition), filled_in(edition), follow=True)

    assert Message.objects.count() == TO_ONE_A_DAY
    assert Nomination.objects.count() == TO_ONE_A_DAY + 1
    assert f"högst {TO_ONE_A_DAY} om dagen" in answer.text


@pytest.mark.django_db
def test_confirming_after_closing_works_and_after_two_days_is_refused_in_words(client):
    nomination, after, _mailed = sent_by(client)
    code = code_of(nomination)
    move_round(get_round(nomination.round.edition, "nomination"), closes_in=-GRACE)

    late = client.post(after, {"code": code})
    was = is_confirmed()
    move_round(
        get_round(nomination.round.edition, "nomination"), closes_in=timedelta(minutes=1) - GRACE
    )
    client.post(after, {"code": code})

    assert "Tiden för att bekräfta är slut" in late.text
    assert (was, is_confirmed()) == (False, True)


@pytest.mark.django_db
def test_confirmed_page_can_be_opened_and_posted_again(client):
    nomination, after, mailed = sent_by(client)
    client.post(after, {"code": code_of(nomination)})
    confirmed_at = Nomination.objects.get().confirmed_at

    pages = [client.get(after), client.get(mailed), client.post(after, {"code": "000000"})]

    assert ["räknas." in answer.text for answer in pages] == [True] * 3
    assert Nomination.objects.get().confirmed_at == confirmed_at


@pytest.mark.django_db
def test_nomination_of_another_edition_is_not_found(client):
    nomination, _after, _mailed = sent_by(client)
    other = make_edition()

    assert client.get(page("nomination_confirm", other, key=nomination.key)).status_code == 404
    sent = page("nomination_sent", other, key=nomination.submission_key)
    assert client.get(sent).status_code == 404


@pytest.mark.django_db
def test_pages_are_kept_by_no_cache(client):
    _nomination, after, mailed = sent_by(client)

    answers = [client.get(after), client.get(mailed)]

    assert ["no-store" in answer["Cache-Control"] for answer in answers] == [True, True]


@pytest.mark.django_db
def test_pages_in_english(client):
    nomination, _after, _mailed = sent_by(client)
    edition = nomination.round.edition

    after = client.get(page("nomination_sent", edition, "en", key=nomination.submission_key))
    mailed = client.get(page("nomination_confirm", edition, "en", key=nomination.key))

    assert "One thing left: confirm" in after.text
    assert "Yes, count my nomination" in mailed.text


@pytest.mark.django_db
@pytest.mark.parametrize("late", [False, True])
def test_thanks_ask_for_another_nomination_only_while_it_can_be_made(client, late):
    nomination, after, _mailed = sent_by(client)
    client.post(after, {"code": code_of(nomination)})
    if late:
        move_round(nomination.round, closes_in=-timedelta(minutes=1))

    text = client.get(after).text

    assert ("Nominera någon mer" in text) is not late


@pytest.mark.django_db
def test_page_of_a_nomination_that_was_never_confirmed_says_that_the_time_is_over(client):
    nomination, after, mailed = sent_by(client)
    move_round(nomination.round, closes_in=-GRACE - timedelta(minutes=1))

    pages = [client.get(address).text for address in (after, mailed)]

    assert all("Tiden för att bekräfta är slut" in text for text in pages)
    assert not any('name="code"' in text or 'name="confirm"' in text for text in pages)
