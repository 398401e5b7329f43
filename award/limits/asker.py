"""From a request to who asks."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from award.limits.domain.proving import LONGEST
from award.limits.domain.sources import OURS, Source, hashed, network_of
from award.programme.cleaning.parameters import typed_line

PROOF, QUEUE = "altcha", "queue"
# In a request's environment: no header of anybody's can set it, since those all begin with HTTP_.
OF_OURS: dict[str, Any] = {"forebild.of_ours": "yes"}


def is_of_ours(request: HttpRequest) -> bool:
    """Whether the program itself asks, as a rehearsal's people do: in this process, and over no network."""
    return all(request.META.get(name) == value for name, value in OF_OURS.items())


def source_of(request: HttpRequest, *, browser: str = "") -> Source:
    """The network by its address; the browser by what it is known by, or by its session where it has one."""
    if is_of_ours(request):
        return OURS
    return Source(
        network=hashed("network", network_of(client_address(request))),
        browser=hashed("browser", browser or request.session.session_key or ""),
        proof=typed_line(request.POST.get(PROOF, ""), most=LONGEST),
        waits=QUEUE in request.POST,
    )


def client_address(request: HttpRequest) -> str:
    """As many proxies as `TRUSTED_PROXY_COUNT` says are believed, and no word of hers before them."""
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    told = [each.strip() for each in request.headers.get("x-forwarded-for", "").split(",")]
    if proxies and len(told) >= proxies and told[-proxies]:
        return told[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))
