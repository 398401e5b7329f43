"""Signing in: one page for everybody, a code by mail, and nothing that tells who has an account."""

from __future__ import annotations

import re
from io import StringIO

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from award.limits.domain.asking import TO_ONE
from award.log.models import LogEntry
from award.mail.models import Message
from award.people.domain.browsers import name_of_browser
from award.people.models import Person, Role
from award.programme.models import Organisation
from tests.factories import make_edition, make_person, make_role
from tests.posted import mails_to
from tests.shown import sign_in_now

pytestmark = pytest.mark.django_db

LOGIN = "/konto/login/"
CONFIRM = "/konto/login/code/confirm/"


def known_person(**fields) -> Person:
    person = make_person(**fields)
    EmailAddress.objects.get_or_create(
        user=person, email=person.email, defaults={"verified": True, "primary": True}
    )
    return person


def ask_for_code(client: Client, email: str):
    return client.post(LOGIN, {"login": email})


def mailed_code(email: str) -> str:
    return re.search(r"^\d{6}$", mails_to(email)[0].text, re.MULTILINE)[0]


def test_sign_in_with_the_mailed_code(client):
    person = known_person()

    asked = ask_for_code(client, person.email)
    answer = client.post(CONFIRM, {"code": mailed_code(person.email)})

    assert (asked.status_code, asked.url) == (302, CONFIRM)
    assert (answer.status_code, answer.url) == (302, "/desk/")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_sign_in_with_a_code_typed_with_blanks(client):
    person = known_person()
    ask_for_code(client, person.email)
    code = mailed_code(person.email)

    client.post(CONFIRM, {"code": f" {code[:3]} {code[3:]} "})

    assert client.session["_auth_user_id"] == str(person.pk)


def test_sign_in_with_a_wrong_code_stays_out(client):
    person = known_person()
    ask_for_code(client, person.email)
    wrong = f"{(int(mailed_code(person.email)) + 1) % 10**6:06}"

    answer = client.post(CONFIRM, {"code": wrong})

    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session
    assert answer.context["verify_form"].errors["code"] == ["Felaktig kod."]


def test_a_code_dies_after_three_wrong_tries(client):
    person = known_person()
    ask_for_code(client, person.email)
    code = mailed_code(person.email)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(3):
        client.post(CONFIRM, {"code": wrong})

    client.post(CONFIRM, {"code": code})

    assert "_auth_user_id" not in client.session


def test_a_code_is_of_no_use_in_another_browser(client):
    person = known_person()
    ask_for_code(client, person.email)
    other = Client()

    other.post(CONFIRM, {"code": mailed_code(person.email)})

    assert "_auth_user_id" not in other.session


def test_an_unknown_address_gets_the_same_page_and_another_mail(client):
    known = known_person()
    stranger = "okand@example.org"

    for_known, for_stranger = Client(), Client()
    answers = [ask_for_code(for_known, known.email), ask_for_code(for_stranger, stranger)]
    pages = [for_known.get(CONFIRM), for_stranger.get(CONFIRM)]

    assert [(a.status_code, a.url) for a in answers] == [(302, CONFIRM)] * 2
    assert _same(pages[0], known.email) == _same(pages[1], stranger)
    mail = Message.objects.get(recipient=stranger)
    assert re.search(r"\d{6}", mail.text) is None
    assert stranger in mail.text
    assert Person.objects.filter(email=stranger).count() == 0


def _same(page, email: str) -> str:
    """The page without what differs for anybody: tokens and the address that was typed."""
    text = page.content.decode().replace(email, "ADDRESS")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)


def test_an_unknown_address_that_asks_again_is_told_again(client):
    ask_for_code(client, "okand@example.org")
    ask_for_code(Client(), "okand@example.org")

    assert Message.objects.filter(recipient="okand@example.org").count() == 2


def test_asking_too_often_sends_no_more_mail(client):
    person = known_person()

    for _ in range(TO_ONE + 5):
        ask_for_code(Client(), person.email)

    assert Message.objects.filter(recipient=person.email).count() == TO_ONE


def test_the_mail_names_the_site_and_waits_in_the_outbox(client, settings):
    person = known_person()

    ask_for_code(client, person.email)

    mail = Message.objects.get(recipient=person.email)
    assert mail.subject.endswith(f"– {settings.SITE_NAME}")
    assert "example.com" not in mail.subject + mail.text
    assert (mail.state, mail.edition) == (Message.State.QUEUED, None)
    assert mail.occasion.startswith("account:")


@pytest.mark.django_db(transaction=True)
def test_a_dead_broker_does_not_stop_a_sign_in(client, dead_broker):
    person = known_person()

    asked = ask_for_code(client, person.email)
    client.post(CONFIRM, {"code": mailed_code(person.email)})

    assert asked.status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)


def test_the_mail_is_in_the_language_of_the_page(client):
    person = known_person()

    client.post("/en/konto/login/", {"login": person.email})

    mail = Message.objects.get(recipient=person.email)
    assert mail.language == "en"
    assert mail.subject.startswith("Your code")


def test_a_session_of_staff_lasts_a_working_day(client):
    person = known_person()
    ask_for_code(client, person.email)

    client.post(CONFIRM, {"code": mailed_code(person.email)})

    assert 8 * 3600 - 60 < client.session.get_expiry_age() <= 8 * 3600


def test_a_session_ends_after_eight_hours_whatever_is_done_in_it(client):
    person = known_person()
    with time_machine.travel(timezone.now(), tick=True) as clock:
        ask_for_code(client, person.email)
        client.post(CONFIRM, {"code": mailed_code(person.email)})
        clock.shift(7 * 3600)
        client.post("/konto/", {"name": "Eva", "language": "sv"})
        still = client.get("/konto/").status_code
        clock.shift(3600 + 60)

        answer = client.get("/konto/")

    assert (still, answer.status_code, answer.url) == (200, 302, f"{LOGIN}?next=/konto/")


def test_a_juror_lands_with_the_jury(client):
    juror = make_role(make_edition(), "juror", person=known_person())
    ask_for_code(client, juror.email)

    answer = client.post(CONFIRM, {"code": mailed_code(juror.email)})

    assert answer.url == reverse("jury_home")


def test_a_juror_who_also_organises_lands_at_the_desk(client):
    edition = make_edition()
    both = make_role(edition, "juror", person=known_person())
    make_role(edition, "organiser", person=both)
    ask_for_code(client, both.email)

    answer = client.post(CONFIRM, {"code": mailed_code(both.email)})

    assert answer.url == reverse("desk")


def test_sign_in_leads_back_to_where_one_was_going(client):
    person = known_person()
    client.post(f"{LOGIN}?next=/jury/", {"login": person.email, "next": "/jury/"})

    answer = client.post(CONFIRM, {"code": mailed_code(person.email), "next": "/jury/"})

    assert answer.url == "/jury/"


def test_sign_in_never_leads_to_another_site(client):
    person = known_person()
    client.post(LOGIN, {"login": person.email, "next": "https://evil.example/"})

    answer = client.post(
        CONFIRM, {"code": mailed_code(person.email), "next": "https://evil.example/"}
    )

    assert answer.url == "/desk/"


@pytest.mark.parametrize("path", ["/konto/signup/", "/en/konto/signup/"])
def test_nobody_signs_up_by_herself(client, path):
    answer = client.post(path, {"email": "ny@example.org"})

    assert answer.templates[0].name == "account/signup_closed.html"
    assert Person.objects.filter(email="ny@example.org").count() == 0


@pytest.mark.parametrize(
    "path",
    [
        "/konto/login/",
        "/konto/signup/",
        "/konto/email/",
        "/konto/logout/",
        "/konto/2fa/",
        "/konto/",
        "/konto/2fa/webauthn/add/",
        "/konto/2fa/totp/activate/",
        "/konto/sessions/",
        "/konto/3rdparty/",
    ],
)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_account_pages_wear_our_look_and_hold_no_inline_code(client, path, prefix):
    if "login" not in path and "signup" not in path:
        sign_in_now(client, known_person())

    page = client.get(prefix + path)

    text = page.content.decode()
    assert page.status_code == 200
    assert text.count('class="top__name"') == 1
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", text) == []
    assert re.findall(r"\s(?:style|on[a-z]+)=\"", text) == []
    assert re.findall(r"<\s|&lt;", text) == [], "a tag that stands there as words"


def test_createowner_makes_an_organisation_and_mails_its_owner():
    out = StringIO()

    call_command("createowner", "Eva@Example.org", organisation="Digitala Linné", stdout=out)

    role = Role.objects.get(kind=Role.Kind.OWNER)
    assert role.person.email == "eva@example.org"
    assert (role.organisation.name, role.organisation.slug) == ("Digitala Linné", "digitala-linne")
    assert Message.objects.filter(recipient="eva@example.org").count() == 1
    assert LogEntry.objects.filter(action="role.granted").count() == 1
    assert "eva@example.org" in out.getvalue().lower()


def test_createowner_twice_is_once():
    for _ in range(2):
        call_command("createowner", "eva@example.org", organisation="Linné", stdout=StringIO())

    assert (Organisation.objects.count(), Role.objects.count(), Person.objects.count()) == (1, 1, 1)


def test_createowner_refuses_what_is_no_address():
    with pytest.raises(CommandError, match="eva is not an e-mail address"):
        call_command("createowner", "eva", organisation="Linné")


def test_an_owner_made_on_the_command_line_can_sign_in(client):
    call_command("createowner", "eva@example.org", organisation="Linné", stdout=StringIO())

    ask_for_code(client, "eva@example.org")
    answer = client.post(CONFIRM, {"code": mailed_code("eva@example.org")})

    assert answer.url == reverse("desk")


def test_a_person_says_what_she_is_called_and_the_log_keeps_it(client):
    person = known_person(name="")
    client.force_login(person)

    answer = client.post("/konto/", {"name": " Eva Ek ", "language": "en"})

    person.refresh_from_db()
    entry = LogEntry.objects.get(action="person.edited")
    assert (answer.status_code, person.name, person.language) == (302, "Eva Ek", "en")
    assert entry.payload.content["after"] == {"name": "Eva Ek", "language": "en"}
    assert "Eva" not in f"{entry.actor} {entry.object}"


def test_a_person_without_a_name_keeps_what_was_there(client):
    person = known_person(name="Eva")
    client.force_login(person)

    answer = client.post("/konto/", {"name": "  ", "language": "sv"})

    person.refresh_from_db()
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["name"])
    assert person.name == "Eva"


def test_the_list_of_passkeys_is_on_the_page_before_it(client):
    client.force_login(known_person())

    answer = client.get("/konto/2fa/webauthn/")

    assert (answer.status_code, answer.url) == (302, "/konto/2fa/")


@pytest.mark.parametrize(
    ("description", "shown"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/120 Safari/537 Edg/120",
            "Edge, Windows",
        ),
        ("Mozilla/5.0 (iPhone; CPU like Mac OS X) Version/17 Safari/604", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Firefox/120.0", "Firefox, Linux"),
        ("curl/8", "Okänd webbläsare"),
    ],
)
def test_a_browser_is_named_as_people_name_it(description, shown):
    assert name_of_browser(description) == shown


def test_a_lost_passkey_is_forgotten_by_whoever_looks_after_the_server(client):
    person = known_person()
    Authenticator.objects.create(user=person, type="recovery_codes", data={})
    Authenticator.objects.create(user=person, type="totp", data={})
    out = StringIO()

    call_command("forget_keys", person.email.upper(), reason="ringde mig", stdout=out)
    ask_for_code(client, person.email)
    client.post(CONFIRM, {"code": mailed_code(person.email)})

    entry = LogEntry.objects.get(action="person.keys_forgotten")
    assert Message.objects.filter(occasion__startswith="keys-forgotten:").count() == 1
    assert out.getvalue().startswith("2 keys")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert (entry.object, entry.payload.content["reason"]) == (f"person:{person.pk}", "ringde mig")


def test_forgetting_what_is_not_there_writes_nothing():
    person = known_person()

    call_command("forget_keys", person.email, reason="x", stdout=StringIO())

    assert LogEntry.objects.count() == 0


def test_forgetting_needs_an_account_and_a_reason():
    with pytest.raises(CommandError, match="no account"):
        call_command("forget_keys", "ingen@example.org", reason="x")
    with pytest.raises(CommandError, match="--reason"):
        call_command("forget_keys", "ingen@example.org")
