"""What each address takes, before and in Django; and for how long a page may ask the database."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory

from award.programme.domain.pictures import MAX_BYTES
from award.site import middleware
from award.site.middleware import DeadlineMiddleware
from award.site.sizes import FEW_WORDS, FORM, KB, LARGEST, MB, PICTURE, TEXTS, size_for, too_large
from nominations.models.nomination import LONGEST
from tests.factories import make_edition, make_person
from tests.shown import sign_in_now
from tests.voting.ballots.electorate import make_vote
from voting.ballots.models import PendingVote

ROOT = Path(__file__).resolve().parent.parent.parent.parent
HUGE = 300 * MB


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(("path", "size"), [
    ("/", FORM),
    ("/pris/2026/nominera/", FORM),
    ("/pris/2026/rosta/", FEW_WORDS),
    ("/pris/2026/rosta/bekrafta/abc/", FEW_WORDS),
    ("/pris/2026/svar/abc/", PICTURE),
    ("/desk/pris/2026/kandidater/7/", PICTURE),
    ("/desk/ny/", PICTURE),
    ("/jury/pris/2026/3/", TEXTS),
    ("/konto/login/", FEW_WORDS),
    ("/konto/email/", FEW_WORDS),
    ("/engelska/2026/rosta/", FEW_WORDS),
])  # fmt: skip
def test_each_address_takes_what_its_form_needs(prefix, path, size):
    assert size_for(prefix + path) == size


def test_a_picture_of_the_largest_size_fits_with_its_form():
    assert PICTURE.most >= MAX_BYTES + 1 * MB


def test_the_longest_motivation_fits_in_letters_of_four_bytes():
    """Each byte of a form takes three characters at most."""
    assert FORM.most > LONGEST * 4 * 3 * 2


def test_the_proxy_takes_no_more_than_we_do():
    told = set(re.findall(r"(\d+)MB", (ROOT / "deploy" / "Caddyfile").read_text("utf-8")))

    assert LARGEST == 24 * MB
    assert max(map(int, told)) == 24


def test_the_proxy_waits_as_long_as_we_do():
    told = re.findall(r"read_body (\d+)s", (ROOT / "deploy" / "Caddyfile").read_text("utf-8"))

    assert [float(each) for each in told] == [PICTURE.seconds]


@pytest.mark.parametrize(
    ("path", "words"),
    [("/a/2026/rosta/", "större än de 64 kB"), ("/en/desk/", "larger than the 24 MB")],
)
def test_the_refusal_says_what_to_do_in_the_language_of_the_page(path, words):
    assert words in too_large(path)


@pytest.mark.django_db
@pytest.mark.parametrize("length", [str(HUGE), "-1", "x"])
def test_three_hundred_megabytes_to_the_ballot_are_refused_unread(client, length):
    round = make_vote()
    place = f"/{round.edition.award.slug}/{round.edition.year}/rosta/"

    answer = client.generic("POST", place, b"x", CONTENT_LENGTH=length)

    assert answer.status_code == 413
    assert "Inget har sparats" in answer.content.decode()
    assert PendingVote.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/konto/email/", "/konto/2fa/webauthn/add/", "/konto/login/"])
def test_no_large_post_is_kept_in_a_session(client, path):
    sign_in_now(client, make_person(), ago=10**6)
    kept = Session.objects.get().session_data

    small = client.post(path, {"x": "y" * (60 * KB)})
    large = client.post(path, {"x": "y" * int(2.2 * MB)})

    assert large.status_code == 413
    assert small.status_code in {200, 302, 422}
    assert max(len(each.session_data) for each in Session.objects.all()) < len(kept) + 1000


@pytest.mark.django_db
def test_a_form_of_very_many_fields_is_refused(client):
    edition = make_edition()
    place = f"/{edition.award.slug}/{edition.year}/nominera/"

    answer = client.post(place, {f"f{n}": "" for n in range(2000)})

    assert answer.status_code == 400
    assert "<html" in answer.content.decode()


def ask_often(request) -> HttpResponse:
    with connection.cursor() as cursor:
        for _ in range(3):
            cursor.execute("SELECT 1")
    return HttpResponse("ok")


@pytest.mark.django_db
@pytest.mark.parametrize(("passed", "answered"), [(0.0, True), (31.0, False)])
def test_a_page_whose_time_is_over_asks_no_more(monkeypatch, settings, passed, answered):
    settings.REQUEST_SECONDS = 30
    clock = iter([100.0, *[100.0 + passed] * 9])
    monkeypatch.setattr(middleware.time, "monotonic", lambda: next(clock))
    page = DeadlineMiddleware(ask_often)

    if answered:
        assert page(RequestFactory().get("/")).content == b"ok"
    else:
        with pytest.raises(middleware.OperationalError, match="too long"):
            page(RequestFactory().get("/"))


@pytest.mark.django_db
def test_to_the_visitor_that_is_a_page_that_says_to_come_back(monkeypatch, settings):
    clock = iter([100.0, *[200.0] * 99])
    monkeypatch.setattr(middleware.time, "monotonic", lambda: next(clock))

    answer = Client(raise_request_exception=False).get("/")

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
