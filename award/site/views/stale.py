"""A form that could not be received: from another site, without cookies, or from a page that was old."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import (
    REASON_BAD_ORIGIN,
    REASON_BAD_REFERER,
    REASON_INSECURE_REFERER,
    REASON_MALFORMED_REFERER,
    REASON_NO_REFERER,
)
from django.shortcuts import render

from award.people.views.unsent import send_again, typed_in
from award.programme.views.resubmission import why_stale

ELSEWHERE = tuple(
    reason.partition("%s")[0]
    for reason in (
        REASON_BAD_ORIGIN,
        REASON_BAD_REFERER,
        REASON_INSECURE_REFERER,
        REASON_MALFORMED_REFERER,
        REASON_NO_REFERER,
    )
)


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What another site filled in is shown to nobody; whatever is our own comes back whole."""
    automatic = "X-Requested-With" in request.headers
    if automatic or reason.startswith(ELSEWHERE):
        return render(request, "403_csrf.html", {}, status=403)
    return send_again(request, request.get_full_path(), typed_in(request), why=why_stale(request))
