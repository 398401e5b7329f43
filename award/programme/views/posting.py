"""Addresses that take a form: whoever opens one by hand is led to the page that has its form."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]


def posted_from(page: str, *keys: str) -> Callable[[View], View]:
    """The view gets posts alone; a reload, a Back or a copied link is sent on to `page`.

    `keys` are the parts of the address, besides award and year, that the page's own is made of. The
    page itself asks who may see it.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def posted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST":
                return view(request, *args, **kwargs)
            parts = {key: kwargs[key] for key in ("award", "year", *keys)}
            return redirect(reverse(page, kwargs=parts))

        return require_http_methods(["GET", "HEAD", "POST"])(posted)

    return decorate
