"""What any Django does, to compare with: a view with one INSERT, and an empty answer. Served by `bench.walking`."""

from __future__ import annotations

import os
from uuid import uuid4

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from award.settings import DATABASES

ROW = "INSERT INTO bare_row (voter, choice) VALUES (%s, %s)"


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"")


def insert(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(ROW, [uuid4().hex, "anna"])
    return HttpResponse(b"")


urlpatterns = [path("empty", empty), path("insert", insert)]

if os.environ.get("BENCH_BARE"):
    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        DATABASES=DATABASES,
        ROOT_URLCONF=__name__,
        SECRET_KEY=uuid4().hex,
    )
    django.setup()
    application = get_wsgi_application()
