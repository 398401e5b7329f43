"""The platform's addresses with a front page that cannot be made."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import path

from award.urls import handler500
from award.urls import urlpatterns as real

__all__ = ["handler500", "urlpatterns"]


def fails(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


urlpatterns = [*i18n_patterns(path("", fails), prefix_default_language=False), *real]
