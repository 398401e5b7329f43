"""The least that a vote in Django can be, to compare with: the same five requests. Served by `bench.whole_vote`.

Pages of the size of ours from memory, a signed cookie for a session, one SQL function a step (`bench/plain.sql`), its mail
a row. No templates, no ORM, no languages, no rules, no limits by network, no log: a limit to measure by, and no example.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from uuid import UUID, uuid4

import django
from django.conf import settings
from django.core.signing import Signer
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import path

from award.settings import DATABASES

KEY = b"k" * 32
PAGE = (
    """<!DOCTYPE html><form method="post">
<input type="hidden" name="csrfmiddlewaretoken" value="%TOKEN%"><input type="hidden" name="submission" value="%NUMBER%">
<input type="radio" name="kategori-1" value="anna"></form><code>%TOKEN%</code>"""
    + "<p>ett och annat</p>\n" * 420
)  # 9 kB


def page(token: str, number: object) -> HttpResponse:
    text = PAGE.replace("%TOKEN%", token).replace("%NUMBER%", str(number)).encode()
    return HttpResponse(text, headers={"Content-Length": str(len(text))})


def on_to(address: str) -> HttpResponse:
    return HttpResponse(status=302, headers={"Location": address, "Content-Length": "0"})


def vote(request: HttpRequest, place: str) -> HttpResponse:
    if request.method == "GET":
        return page(get_token(request), uuid4())
    number, email = request.POST["submission"], request.POST["email"].strip().lower()
    code, voter = (
        f"{secrets.randbelow(10**6):06d}",
        hmac.digest(KEY, email.encode(), "sha256").hex(),
    )
    told = asked(
        "SELECT plain_request(%s, %s, %s, %s, %s, %s)",
        [number, email, voter, request.POST["kategori-1"], hashed(code, number), code],
    )
    if told != ("ok",):
        return HttpResponse(told, status=409)
    answer = on_to(f"/{place}/rosta/bekrafta/{number}/")
    answer.set_cookie("v", Signer().sign(number), httponly=True, samesite="Lax")
    return answer


def confirm(request: HttpRequest, place: str, number: UUID) -> HttpResponse:
    if not is_hers(request, number):
        return HttpResponse(status=403)
    if request.method == "GET":
        return page(get_token(request), number)
    receipt = secrets.token_hex(15)
    leaf = hashlib.sha256(receipt.encode()).hexdigest()
    values = [number, hashed(request.POST["code"], str(number)), receipt, leaf]
    told = asked("SELECT plain_cast(%s, %s, %s, %s)", values)
    if told != ("ok",):
        return HttpResponse(told, status=422)
    return on_to(f"/{place}/rosta/kvitto/{number}/")


def receipt(request: HttpRequest, place: str, number: UUID) -> HttpResponse:
    if not is_hers(request, number):
        return HttpResponse(status=403)
    return page(*asked("SELECT receipt, leaf FROM plain_ballot WHERE submission = %s", [number]))


def is_hers(request: HttpRequest, number: UUID) -> bool:
    return Signer().unsign(request.COOKIES["v"]) == str(number)


def hashed(code: str, number: str) -> str:
    return hmac.digest(KEY, f"vote:{number}:{code}".encode(), "sha256").hex()


def asked(statement: str, values: list[object]) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return tuple(cursor.fetchone())


urlpatterns = [
    path("<path:place>/rosta/", vote),
    path("<path:place>/rosta/bekrafta/<uuid:number>/", confirm),
    path("<path:place>/rosta/kvitto/<uuid:number>/", receipt),
]

if os.environ.get("BENCH_PLAIN"):
    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        DATABASES=DATABASES,
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
        ],
        ROOT_URLCONF=__name__,
        SECRET_KEY="x" * 50,
        USE_TZ=True,
    )
    django.setup()
    application = get_wsgi_application()
