"""A request that says it is written in something else than UTF-8 is refused, and never a fault of ours."""

from __future__ import annotations

import pytest
from django.test import Client
from django.test.client import BOUNDARY, encode_multipart

from award.site.charsets import is_readable, unreadable
from tests.factories import make_edition

FORM = "application/x-www-form-urlencoded"
PARTS = f"multipart/form-data; boundary={BOUNDARY}"
ODD = ["base64", "hex", "rot13", "zip", "idna", "undefined", "latin-1", "utf-16", '"base64"', ""]


@pytest.mark.parametrize(
    "kind",
    [
        "", "text/plain", FORM, PARTS, f"{FORM}; charset=UTF-8", f'{PARTS}; charset="utf-8"', f"{FORM};charset=utf8;",
        f"{FORM}; Charset = us-ascii",
    ],
)  # fmt: skip
def test_what_browsers_send_is_read(kind):
    assert is_readable(kind)


@pytest.mark.parametrize("letters", ODD)
def test_other_letters_are_not(letters):
    assert not is_readable(f"{PARTS}; charset={letters}")


@pytest.mark.parametrize(
    "odd", ["charset*=UTF-8''%00", "boundary*=base64''x", "CHARSET*0=ba; charset*1=se64"]
)
def test_nor_is_a_parameter_in_letters_of_its_own(odd):
    assert not is_readable(f"multipart/form-data; {odd}")


@pytest.mark.parametrize(
    ("path", "words"), [("/a/", "Inget har sparats"), ("/en/a/", "Nothing was stored")]
)
def test_refusal_says_what_to_do_in_the_language_of_the_page(path, words):
    assert words in unreadable(path)


@pytest.mark.django_db
@pytest.mark.parametrize("letters", ODD)
@pytest.mark.parametrize("kind", [PARTS, FORM])
def test_form_in_odd_letters_is_refused(kind, letters):
    edition = make_edition("nomination")
    body = encode_multipart(BOUNDARY, {"name": "Anna Ek"}) if kind == PARTS else b"name=Anna"

    answer = Client().generic(
        "POST",
        f"/en/{edition.award.slug}/2026/nominera/",
        body,
        content_type=f"{kind}; charset={letters}",
    )

    assert answer.status_code == 400
    assert answer.text == unreadable("/en/")


@pytest.mark.django_db
def test_page_that_is_only_asked_for_is_refused_alike():
    answer = Client().generic("GET", "/lofte/", CONTENT_TYPE="x/y; charset=base64")

    assert answer.status_code == 400
