"""A public form whose key no longer fits: the page comes back with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt


class _Check(CsrfViewMiddleware):
    """Refuses what another site sent; why it would refuse the rest is left to the view."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        if "HTTP_ORIGIN" in request.META and not self._origin_verified(request):  # type: ignore[attr-defined]
            return super()._reject(request, reason)  # type: ignore[misc]
        return reason


def keeps_what_was_typed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view gets `stale`: why a post must not be acted on, only shown again; "" where it may.

    It is so when the cookies were cleared or somebody signed in meanwhile: whoever sees her own words
    again presses once more. What another site filled in is refused, so that nobody sends its words
    as her own.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        check = _Check(lambda _: HttpResponse())
        check.process_request(request)
        refusal = check.process_view(request, None, (), {})  # type: ignore[arg-type]
        if isinstance(refusal, HttpResponse):
            return refusal
        return view(request, *args, stale=why_stale(request) if refusal else "", **kwargs)

    return csrf_exempt(checked)


def why_stale(request: HttpRequest) -> str:
    """In words for whoever sent it. A browser that keeps no cookies is told so, and not sent round and round."""
    if request.COOKIES:
        return _("The page was too old to be sent. All is kept: send it once more.")
    return _(
        "Your browser sent no cookie with this. If it keeps none, allow cookies for this page first: "
        "without one a form cannot be sent here. All is kept: send it once more."
    )
