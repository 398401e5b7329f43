"""What every answer carries, whoever gives it: a page, a file, a drawing, a machine's answer, a refusal."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings as active
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from award.people.views.signing_out import leaves_nothing_behind
from award.site.front import PLAIN
from award.site.middleware import ALLOWED, REFUSED, SignedInMiddleware
from tests.factories import make_edition, make_organiser, make_person
from tests.shown import sign_in_now
from tools.check_production import ENVIRONMENT

pytestmark = pytest.mark.django_db

YEAR = 365 * 24 * 3600
STATIC = "/static/css/forebild.css"
ASK = """
import json, django
from django.conf import settings
names = [n for n in dir(settings) if "COOKIE" in n or "HSTS" in n or "SECURE" in n]
print(json.dumps({n: getattr(settings, n) for n in names}, default=str))
"""


@pytest.fixture
def award():
    return make_edition("vote").award.slug


@pytest.fixture
def everywhere(award, settings):
    """An address of each kind."""
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    return {
        "page": "/lofte/",
        "file": STATIC,
        "colours": reverse("colours", args=[award]),
        "field": reverse("facets", args=[award]),
        "nothing": "/finns/inte/alls/",
        "sign-in": "/konto/login/",
        "led away": "/desk/",
    }


@pytest.fixture(scope="module")
def production() -> dict:
    done = subprocess.run(
        [sys.executable, "-c", ASK], capture_output=True, text=True, check=True,
        env=os.environ | ENVIRONMENT | {"DJANGO_SETTINGS_MODULE": "award.settings"},
    )  # fmt: skip
    found: dict = json.loads(done.stdout)
    return found


def directives(answer) -> dict[str, str]:
    policy = answer.headers["Content-Security-Policy"]
    return {name: rest for name, _, rest in (d.strip().partition(" ") for d in policy.split(";"))}


@pytest.mark.parametrize(
    "kind", ["page", "file", "colours", "field", "nothing", "sign-in", "led away"]
)
def test_every_answer_says_what_a_browser_may_do_with_it(everywhere, kind):
    answer = Client().get(everywhere[kind])

    said = directives(answer)
    names = ("default-src", "object-src", "base-uri", "frame-ancestors")
    assert {said[name] for name in names} == {"'none'"}
    assert said["script-src"] == "'self'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_what_is_refused_unread_says_it_too():
    answer = Client().post("/lofte/", b"x", content_type="text/plain", CONTENT_LENGTH=str(10**9))

    assert answer.status_code == 413
    assert directives(answer)["frame-ancestors"] == "'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("kind", ["page", "file", "colours", "field"])
def test_every_text_says_in_which_letters_it_is_written(everywhere, kind):
    said = Client().get(everywhere[kind]).headers["Content-Type"]

    assert said.replace('"', "").endswith("; charset=utf-8")


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_a_machine_is_told_to_guess_nothing(path):
    answer = Client().get(path)

    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_what_answers_before_the_pages_do_says_the_same():
    said = dict(PLAIN)

    assert said["x-content-type-options"] == "nosniff"
    assert said["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert said["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("method", REFUSED)
@pytest.mark.parametrize("kind", ["page", "file", "sign-in", "nothing"])
def test_no_method_is_taken_that_sends_back_what_it_was_sent(everywhere, method, kind):
    answer = Client().generic(method, everywhere[kind], headers={"x-secret": "abc"})

    assert (answer.status_code, answer.headers["Allow"]) == (405, ", ".join(ALLOWED))
    assert "abc" not in answer.text


def test_cookies_of_production_are_of_this_host_alone(production):
    names = [v for n, v in production.items() if n.endswith("COOKIE_NAME")]
    ours = [production[f"{n}_COOKIE_NAME"] for n in ("SESSION", "CSRF", "KNOWN", "VOTES")]
    ours.append(production["ORDER_COOKIE_PREFIX"])

    assert [name for name in ours if not name.startswith("__Host-")] == []
    assert (production["SESSION_COOKIE_SECURE"], production["CSRF_COOKIE_SECURE"]) == (True, True)
    assert (production["SESSION_COOKIE_HTTPONLY"], production["SESSION_COOKIE_SAMESITE"]) == (
        True,
        "Lax",
    )
    assert set(names) - set(ours) == {active.LANGUAGE_COOKIE_NAME}, "which is never set"


def test_production_is_reached_by_tls_alone_for_a_year_at_least(production):
    assert production["SECURE_HSTS_SECONDS"] >= YEAR
    assert production["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True
    assert production["SECURE_SSL_REDIRECT"] is True


@pytest.mark.parametrize("kind", ["page", "file", "nothing"])
def test_tls_is_asked_for_on_every_answer(everywhere, settings, kind):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = YEAR, True

    answer = Client().get(everywhere[kind], secure=True)

    assert answer.headers["Strict-Transport-Security"] == f"max-age={YEAR}; includeSubDomains"


@pytest.mark.parametrize(
    ("said", "kept"), [(None, "no-store"), ("private, no-cache", "private, no-cache")]
)
def test_what_somebody_sees_who_is_signed_in_is_kept_nowhere(client, said, kept):
    client.force_login(make_person())
    request = RequestFactory().get("/")
    request.session, request.resolver_match = client.session, None
    assert request.session["_auth_user_id"]
    headers = {"Cache-Control": said} if said else {}

    answer = SignedInMiddleware(lambda _: HttpResponse("her name", headers=headers))(request)

    assert answer.headers["Cache-Control"] == kept


def test_a_public_page_is_kept_for_a_stranger_and_not_for_whoever_is_signed_in(client):
    strangers = client.get("/lofte/")
    client.force_login(make_person())

    hers = client.get("/lofte/")

    assert "Cache-Control" not in strangers.headers
    assert hers.headers["Cache-Control"] == "no-store"


def test_whoever_signs_out_leaves_nothing_in_the_browser(client):
    sign_in_now(client, make_organiser(make_edition()))

    shown = client.get("/konto/logout/")
    left = client.post("/konto/logout/")

    assert "Clear-Site-Data" not in shown.headers
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "_auth_user_id" not in client.session


def test_whoever_is_still_signed_in_keeps_her_pages(client):
    request = RequestFactory().post("/")
    request.user = make_person()

    answer = leaves_nothing_behind(lambda _: HttpResponse("not yet"))(request)

    assert "Clear-Site-Data" not in answer.headers
