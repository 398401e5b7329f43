"""Signing in with a passkey, in a real browser with a made-up fingerprint reader."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

import pytest

from award.log.models import LogEntry
from award.mail.domain.messaging import queue_text
from award.mail.models import Message
from award.rules.domain.books import rules_in_force
from award.rules.domain.document import CombinationRules
from award.rules.domain.proposing import propose_rules
from tests.award.people.provider import Provider
from tests.browser.acting import code_mailed_to, enter, sign_in, tab_to
from tests.factories import make_edition, make_person, make_role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = {
    "sv": ("", "Ditt konto", "Reservkoder", "Passnycklar"),
    "en": ("/en", "Your account", "Reserve codes", "Passkeys"),
}


def with_fingerprint(watched) -> tuple:
    """Give the browser a device that keeps passkeys, whose owner says yes to everything."""
    session = watched.page.context.new_cdp_session(watched.page)
    session.send("WebAuthn.enable")
    made = session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return session, made["authenticatorId"]


def add_passkey(watched, prefix: str) -> None:
    page = watched.page
    page.goto(f"{watched.site}{prefix}/konto/2fa/webauthn/add/")
    watched.check()
    page.click("#mfa_webauthn_add")
    page.wait_for_url(re.compile("/recovery-codes/"))


def sign_out(watched, prefix: str) -> None:
    watched.page.goto(f"{watched.site}{prefix}/konto/")
    watched.page.click("section form .button")
    watched.page.wait_for_url(lambda url: "/konto/" not in url)


@pytest.mark.parametrize(
    ("language", "size", "scheme"), [("sv", "phone", "dark"), ("en", "desktop", "light")]
)
def test_a_passkey_from_the_desk_to_the_next_sign_in(visit, language, size, scheme):
    prefix, account, codes, passkeys = WORDS[language]
    edition = make_edition("vote")
    owner = make_role(edition, "owner")
    watched = visit(size, scheme)
    session, device = with_fingerprint(watched)
    sign_in(watched, owner.email)

    page = watched.page
    page.goto(f"{watched.site}{prefix}/desk/{edition.award.slug}/{edition.year}/")
    page.locator("header").get_by_role("link", name=account).click()
    watched.check()
    page.get_by_role("navigation", name=account).get_by_role("link", name=passkeys).click()
    watched.check()
    add_passkey(watched, prefix)
    watched.check()
    kept = page.locator(".codes code").all_inner_texts()
    title = page.locator("h1").inner_text()
    page.goto(f"{watched.site}{prefix}/konto/2fa/")
    watched.check()
    sign_out(watched, prefix)
    page.goto(f"{watched.site}{prefix}/konto/login/")
    watched.check()
    page.click("#passkey_login")
    page.wait_for_url(re.compile("/desk/"))

    stored = session.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
    assert (title, len(kept)) == (codes, 10)
    assert [c["isResidentCredential"] for c in stored] == [True]
    assert watched.complaints == []
    assert (
        Message.objects.filter(recipient=owner.email, occasion__startswith="account:").count() == 2
    )


def test_the_mailed_code_alone_does_not_open_an_account_with_a_passkey(visit):
    owner = make_role(make_edition(), "owner")
    watched = visit("phone")
    with_fingerprint(watched)
    enter(watched, owner)
    add_passkey(watched, "")
    sign_out(watched, "")

    page = watched.page
    page.goto(f"{watched.site}/konto/login/")
    page.fill("input[type=email]", owner.email)
    page.click("main form .button")
    page.fill("[name=code]", code_mailed_to(owner.email))
    page.click("main form .button")
    page.wait_for_url(re.compile("/2fa/authenticate/"))
    watched.check()
    page.goto(f"{watched.site}/desk/")
    outside = page.url
    page.go_back()
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url(re.compile("/desk/"))

    assert "/2fa/authenticate/" in outside


def test_a_reserve_code_opens_once_without_javascript(visit):
    owner = make_role(make_edition(), "owner")
    watched = visit("phone")
    with_fingerprint(watched)
    enter(watched, owner)
    add_passkey(watched, "")
    code = watched.page.locator(".codes code").first.inner_text()

    plain = visit("phone", java_script_enabled=False)
    used = visit("phone", java_script_enabled=False)
    for each in (plain, used):
        page = each.page
        page.goto(f"{each.site}/konto/login/")
        note = page.locator("noscript").first.inner_text()
        page.fill("input[type=email]", owner.email)
        page.click("main form .button")
        page.fill("[name=code]", code_mailed_to(owner.email))
        page.click("main form .button")
        page.fill("[name=code]", code)
        page.click("section form .button")

    assert "JavaScript" in note
    assert "/desk/" in plain.page.url
    assert "/2fa/authenticate/" in used.page.url


def test_a_passkey_that_is_refused_says_so_on_the_page(visit):
    owner = make_role(make_edition(), "owner")
    watched = visit("phone")
    session, device = with_fingerprint(watched)
    enter(watched, owner)
    session.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})

    page = watched.page
    page.goto(f"{watched.site}/konto/2fa/webauthn/add/")
    page.click("#mfa_webauthn_add")
    page.locator("[data-passkey-problem]").wait_for()

    watched.check()
    assert owner.authenticator_set.count() == 0


def test_every_page_of_the_account_is_in_order(visit):
    owner = make_role(make_edition(), "owner")
    for size, prefix in (("phone", ""), ("desktop", "/en")):
        watched = visit(size)
        with_fingerprint(watched)
        enter(watched, owner)
        for path in ("", "email/", "2fa/", "2fa/totp/activate/", "sessions/", "logout/"):
            watched.page.goto(f"{watched.site}{prefix}/konto/{path}")
            watched.check()


@pytest.mark.parametrize(
    ("prefix", "size", "scheme"), [("", "phone", "dark"), ("/en", "desktop", "light")]
)
def test_the_desk_with_everything_waiting_is_in_order(visit, prefix, size, scheme):
    """Long addresses and all: nobody has a name, a rule change waits, a letter is dead."""
    edition = make_edition("jury")
    person = make_person(name="", email="sara.en-mycket-lang-adress-utan-ord@kommunen.example.org")
    owner = make_role(edition, "owner", person=person)
    weights = CombinationRules("shares", {"jury": 70, "public": 30})
    changed = replace(rules_in_force(edition), combination=weights)
    propose_rules(edition, changed, by=make_role(edition, "organiser"), reason="Juryn bad om det.")
    queue_text(
        occasion="x", recipient=owner.email, subject="Hej", text="Hej", language="sv", edition=edition
    )  # fmt: skip
    Message.objects.update(state=Message.State.FAILED)
    watched = visit(size, scheme)
    enter(watched, owner)

    for path in ("", "manniskor/", "mejl/", "regler/", "program/organisation/"):
        watched.page.goto(f"{watched.site}{prefix}/desk/{edition.award.slug}/2026/{path}")
        watched.check()
    watched.page.goto(f"{watched.site}{prefix}/{edition.award.slug}/2026/regler/")
    watched.check()


def test_the_rules_file_that_a_browser_saves_has_the_fingerprint_of_the_page(visit):
    edition = make_edition("jury")
    watched = visit("phone")
    page = watched.page
    page.goto(f"{watched.site}/{edition.award.slug}/2026/regler/")

    page.get_by_text("Fil och fingeravtryck").click()
    with page.expect_download() as saved:
        page.locator(".versions a").first.click()

    name = saved.value.suggested_filename
    digest = hashlib.sha256(saved.value.path().read_bytes()).hexdigest()
    assert digest == page.locator(".versions .hash").first.inner_text()
    assert name in page.locator("#check ~ dl").inner_text()


def test_the_keyboard_alone_reaches_and_takes_the_first_decision(visit):
    edition = make_edition("jury", kinds=("nomination", "vote"))
    owner = make_role(edition, "owner")
    watched = visit("desktop")
    enter(watched, owner)
    page = watched.page
    page.goto(f"{watched.site}/desk/{edition.award.slug}/2026/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    tab_to(page, ".decisions a")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"#platform$|/manniskor/$"))

    assert watched.complaints == []


def test_a_passkey_is_renamed_and_taken_away(visit):
    owner = make_role(make_edition(), "owner")
    watched = visit("phone")
    with_fingerprint(watched)
    enter(watched, owner)
    add_passkey(watched, "")

    page = watched.page
    page.goto(f"{watched.site}/konto/2fa/")
    page.locator(".card a").first.click()
    watched.check()
    page.fill("[name=name]", "Min telefon")
    page.click("main form .button")
    page.wait_for_url(re.compile("/2fa/$"))
    named = page.locator(".card h2").inner_text()
    page.locator(".card a").nth(1).click()
    watched.check()
    page.click("main form .button")
    page.wait_for_url(re.compile("/2fa/$"))

    entries = LogEntry.objects.filter(action__startswith="person.key").order_by("seq")
    assert [e.action for e in entries] == [
        "person.key_added", "person.key_added", "person.key_removed", "person.key_removed",
    ]  # fmt: skip
    assert named == "Min telefon"
    assert owner.authenticator_set.count() == 0


@pytest.fixture
def provider(settings):
    running = Provider()
    running.install(settings)
    yield running
    running.close()


def allow(settings, *origins: str) -> None:
    """Let forms lead to these origins as well."""
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    changed = {**directives, "form-action": [*directives["form-action"], *origins]}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": changed}


def test_a_sign_in_through_a_provider_passes_our_own_policy(visit, settings, provider):
    owner = make_role(make_edition(), "owner")
    provider.claims = {"sub": "abc-1", "email": owner.email, "email_verified": True}
    allow(settings, provider.url)
    watched = visit("phone")

    watched.page.goto(f"{watched.site}/konto/login/")
    watched.check()
    watched.page.get_by_role("button", name="Provleverantören").click()
    watched.page.wait_for_url(re.compile("/desk/"))

    watched.page.goto(f"{watched.site}/konto/3rdparty/")
    assert "Provleverantören" in watched.page.locator(".card").inner_text()


def test_without_the_providers_origin_the_policy_stops_it(visit, provider):
    """The control of the test before: it would see a policy that forgets the provider."""
    watched = visit("phone")
    watched.page.goto(f"{watched.site}/konto/login/")

    watched.page.get_by_role("button", name="Provleverantören").click()
    watched.page.wait_for_timeout(1000)

    assert provider.asked == []
    assert "form-action" in " ".join(watched.complaints)
