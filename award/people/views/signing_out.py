"""Signing out: the browser keeps none of the pages that were seen, and nothing that they had put by."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def leaves_nothing_behind(view: View) -> View:
    """Once she has signed out, whoever sits there next finds no page of hers by going back, nor what a
    juror's page had not sent, of which she was told before.

    The cookie by which her browser is known stays, and the one that a vote left.
    """

    @wraps(view)
    def left(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method == "POST" and not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return left
