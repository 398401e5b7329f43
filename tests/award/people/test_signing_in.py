"""Sign-ins: limits in PostgreSQL, longer codes, known browsers, and what is written down."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from altcha import Challenge, Payload, solve_challenge
from django.core.cache import cache
from django.db.models import F
from django.test import Client

from award.limits.domain import proving
from award.limits.domain.asking import TO_ONE
from award.limits.models import CacheRow, Use
from award.log.models import LogEntry
from award.mail.models import Message
from award.people.domain.browsers import KNOWN_FOR, forget_browsers, forget_old_browsers
from award.people.domain.signing_in import FAILURES, LENGTHS, code_length, note_failure
from award.people.domain.unlocking import forget_keys
from award.people.models import KnownBrowser
from tests.factories import make_person
from tests.posted import as_sent

pytestmark = pytest.mark.django_db

LOGIN, CONFIRM = "/konto/login/", "/konto/login/code/confirm/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Firefox/120.0"
A_MINUTE, A_DAY = FAILURES.limits[0][0], FAILURES.limits[1][0]


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(proving, "COST", 1)


@pytest.fixture
def person():
    return make_person()


def browser(**headers) -> Client:
    return Client(HTTP_USER_AGENT=FIREFOX, **headers)


def ask(client: Client, email: str, **data):
    return client.post(LOGIN, {"login": email} | data)


def mailed_code(email: str) -> str:
    mail = as_sent(Message.objects.filter(recipient=email).latest("created_at"))
    return re.search(r"^\d{6,}$", mail.text, re.MULTILINE)[0]


def sign_in(client: Client, person):
    ask(client, person.email)
    return client.post(CONFIRM, {"code": mailed_code(person.email)})


def sign_out(client: Client) -> None:
    client.post("/konto/logout/")


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def guess(client: Client, email: str, times: int = 1):
    for _ in range(times):
        answer = client.post(CONFIRM, {"code": "0000000000"})
        if answer.status_code == 302:
            ask(client, email)
    return answer


def fail(person, times: int, *, ago: timedelta = timedelta()) -> None:
    for _ in range(times):
        Use.objects.update(at=F("at") - timedelta(minutes=1))
        note_failure(person.email, None, browser="x")
    Use.objects.update(at=F("at") - ago)


def entries(action: str) -> list[LogEntry]:
    return list(LogEntry.objects.filter(action=f"person.{action}").select_related("payload"))


# How often it may fail


def test_forty_wrong_codes_in_a_row_are_not_looked_at(person):
    """Counted in PostgreSQL: nothing else has to be there."""
    stranger = browser()
    ask(stranger, person.email)

    guess(stranger, person.email, times=40)

    assert len(entries("sign_in_failed")) == A_MINUTE


def test_after_too_many_not_even_the_right_code_opens_a_strange_browser(person):
    fail(person, A_DAY)
    stranger = browser()
    ask(stranger, person.email)

    answer = stranger.post(CONFIRM, {"code": mailed_code(person.email)})

    assert not is_in(stranger)
    assert "För många felaktiga koder" in answer.content.decode()


def test_after_a_day_it_does_again(person):
    fail(person, A_DAY, ago=timedelta(days=1))
    mine = browser()

    sign_in(mine, person)

    assert is_in(mine)


def test_her_own_browser_is_never_kept_out_by_strangers(person):
    mine = browser()
    sign_in(mine, person)
    sign_out(mine)
    for _ in range(TO_ONE + 2):
        ask(browser(), person.email)
    fail(person, A_DAY)

    asked = ask(mine, person.email)
    mine.post(CONFIRM, {"code": mailed_code(person.email)})

    assert asked.status_code == 302
    assert is_in(mine)


def test_wrong_codes_in_her_own_browser_are_counted_for_themselves(person):
    mine = browser()
    sign_in(mine, person)
    sign_out(mine)
    ask(mine, person.email)

    guess(mine, person.email, times=15)

    assert Use.objects.filter(budget="sign-in-failures").count() == 0
    assert Use.objects.filter(budget="sign-in-failures-here").count() == 10


@pytest.mark.parametrize(
    ("failures", "digits"), [(0, 6), (4, 6), (5, 8), (19, 8), (20, 10), (35, 10)]
)
def test_codes_grow_with_what_has_failed_today(person, failures, digits):
    fail(person, failures)
    mine = browser()

    ask(mine, person.email)

    assert len(mailed_code(person.email)) == digits == code_length(person.email)


def test_a_longer_code_opens_as_well(person):
    fail(person, LENGTHS[0][0])
    mine = browser()

    sign_in(mine, person)

    assert is_in(mine)


def test_failures_are_counted_for_the_person_however_her_address_is_written(person):
    fail(person, 5)

    assert code_length(person.email.upper()) == 8


def test_whether_there_is_an_account_shows_in_no_limit(person):
    """Nothing in the answers, their number and their pages differs."""
    shown = []
    for email in (person.email, "ingen@example.org"):
        stranger = browser()
        answers = [ask(stranger, email).status_code]
        answers += [stranger.post(CONFIRM, {"code": "1"}).status_code for _ in range(9)]
        answers += [ask(browser(), email).status_code for _ in range(TO_ONE)]
        shown.append(answers)

    assert shown[0] == shown[1]


# Mail


def test_a_stranger_causes_a_few_mails_a_day_to_anybody():
    for _ in range(40):
        ask(browser(), "ingen@example.org")

    assert Message.objects.filter(recipient="ingen@example.org").count() == TO_ONE


def test_with_a_calculation_there_is_a_code_all_the_same(person):
    for _ in range(TO_ONE):
        ask(browser(), person.email)
    mine = browser()
    page = ask(mine, person.email)
    challenge = Challenge.from_dict(json.loads(page.context["form"].proof.challenge))
    proof = Payload(challenge, solve_challenge(challenge)).to_base64()

    answer = ask(mine, person.email, altcha=proof)

    assert page.context["form"].proof.wait is None
    assert (page.status_code, answer.status_code) == (200, 302)


def test_who_signs_in_now_and_then_all_day_is_never_asked_to_calculate(person):
    for _ in range(TO_ONE + 3):
        mine = browser()
        sign_in(mine, person)

    assert is_in(mine)


# Browsers


def test_the_first_browser_is_known_without_a_mail(person):
    mine = browser()

    sign_in(mine, person)

    assert KnownBrowser.objects.get().name == "Firefox, Linux"
    assert Message.objects.filter(occasion__startswith="new-browser").count() == 0


def test_a_sign_in_with_a_new_browser_is_mailed(person):
    sign_in(browser(), person)

    sign_in(Client(HTTP_USER_AGENT="Mozilla/5.0 (iPhone) Version/17 Safari/604"), person)

    mail = Message.objects.get(occasion__startswith="new-browser")
    assert (mail.recipient, "Safari, iPhone" in mail.text) == (person.email, True)


def test_the_same_browser_again_is_not(person):
    mine = browser()
    for _ in range(3):
        sign_in(mine, person)
        sign_out(mine)

    assert KnownBrowser.objects.count() == 1
    assert Message.objects.filter(occasion__startswith="new-browser").count() == 0


def test_a_browser_that_two_share_is_known_to_each_of_them(person):
    other = make_person()
    shared = browser()
    sign_in(shared, person)
    sign_out(shared)
    sign_in(browser(), other)

    sign_in(shared, other)

    assert Message.objects.get(occasion__startswith="new-browser").recipient == other.email


def test_a_browser_is_forgotten_after_a_year_without_it(person):
    mine = browser()
    sign_in(mine, person)
    sign_out(mine)
    KnownBrowser.objects.update(last_at=F("last_at") - KNOWN_FOR)
    fail(person, A_DAY)

    sign_in(mine, person)

    assert not is_in(mine)


def test_old_browsers_go_by_themselves(person):
    sign_in(browser(), person)
    sign_in(browser(), person)
    KnownBrowser.objects.filter(pk=KnownBrowser.objects.first().pk).update(
        last_at=F("last_at") - KNOWN_FOR
    )

    assert (forget_old_browsers(), KnownBrowser.objects.count()) == (1, 1)


def test_the_cookie_says_nothing_and_no_script_reads_it(person):
    mine = browser()
    sign_in(mine, person)

    cookie = mine.cookies["known"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert KnownBrowser.objects.get().token_hash != cookie.value
    assert person.email not in cookie.value


def test_it_was_not_me_signs_every_browser_out(person):
    first, thief = browser(), browser()
    sign_in(first, person)
    sign_in(thief, person)
    mail = as_sent(Message.objects.get(occasion__startswith="new-browser"))
    link = re.search(r"http://[^/]+(/\S*)", mail.text.split("Öppna")[1])[1]

    Client().post(link, {"address": person.email})

    assert [c.get("/konto/").status_code for c in (first, thief)] == [302, 302]
    assert (KnownBrowser.objects.count(), UserSession.objects.count()) == (0, 0)


def test_a_lost_key_makes_every_browser_a_stranger(person):
    mine = browser()
    sign_in(mine, person)
    Authenticator.objects.create(user=person, type="totp", data={})

    forget_keys(person, reason="x")

    assert mine.get("/konto/").status_code == 302
    assert KnownBrowser.objects.count() == 0


def test_one_who_is_forgotten_takes_nobody_along(person):
    other = make_person()
    theirs = browser()
    sign_in(theirs, other)

    forget_browsers(person)

    assert theirs.get("/konto/").status_code == 200


# What is written down


def test_a_sign_in_stands_in_the_log_without_a_secret(person):
    mine = browser()
    sign_in(mine, person)
    code = mailed_code(person.email)

    (entry,) = entries("signed_in")
    said = f"{entry.actor} {entry.object} {entry.payload.content}"
    assert entry.payload.content["after"] == {"ways": ["code"], "browser": "Firefox, Linux"}
    assert (code in said, person.email in f"{entry.actor} {entry.object}") == (False, False)


def test_a_failure_stands_in_the_log_and_what_was_typed_does_not(person):
    stranger = browser()
    ask(stranger, person.email)
    stranger.post(CONFIRM, {"code": "987654"})

    (entry,) = entries("sign_in_failed")
    assert (entry.actor, entry.object) == ("stranger", f"person:{person.pk}")
    assert "987654" not in str(entry.payload.content)


def test_a_refusal_stands_in_the_log_once_a_day(person):
    fail(person, A_DAY)
    stranger = browser()
    ask(stranger, person.email)

    for _ in range(2):
        stranger.post(CONFIRM, {"code": "987654"})

    assert len(entries("sign_in_refused")) == 1


def test_a_failure_for_nobody_leaves_no_entry():
    stranger = browser()
    ask(stranger, "ingen@example.org")
    stranger.post(CONFIRM, {"code": "987654"})

    assert LogEntry.objects.count() == 0


def test_a_wrong_code_of_an_app_stands_in_the_log(person):
    Authenticator.objects.create(
        user=person, type="recovery_codes", data={"seed": "x", "used_mask": 0}
    )
    Authenticator.objects.create(user=person, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    mine = browser()
    sign_in(mine, person)

    mine.post("/konto/2fa/authenticate/", {"code": "000000"})

    assert not is_in(mine)
    assert len(entries("key_failed")) == 1


def test_what_the_package_counts_lies_in_the_database():
    cache.set("limit", [1.0, 2.0], 60)

    assert CacheRow.objects.count() == 1
    assert cache.get("limit") == [1.0, 2.0]
