"""A public form whose key no longer fits: the page comes back with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.views.decorators.csrf import csrf_exempt


class _Check(CsrfViewMiddleware):
    """Says why it would refuse, and leaves the answer to the view."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def keeps_what_was_typed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view gets `stale`: whether a post must not be acted on, only shown again.

    It is when the cookies were cleared, somebody signed in meanwhile, or the form stood on another
    site: whoever sees her own words again presses once more.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        check = _Check(lambda _: HttpResponse())
        check.process_request(request)
        stale = check.process_view(request, None, (), {}) is not None  # type: ignore[arg-type]
        return view(request, *args, stale=stale, **kwargs)

    return csrf_exempt(checked)
