"""Signing out: the browser keeps none of the pages that were seen."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def leaves_nothing_behind(view: View) -> View:
    """Once she has signed out, whoever sits there next finds no page of hers by going back.

    The cookie by which her browser is known stays, and what a vote left: neither is a page.
    """

    @wraps(view)
    def left(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method == "POST" and not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"cache"'
        return response

    return left
