"""What every answer carries."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import MiddlewareNotUsed
from django.db import OperationalError, connection
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.urls import is_valid_path
from django.utils.encoding import iri_to_uri
from django.utils.http import escape_leading_slashes
from django.views.defaults import page_not_found

from award.site.charsets import is_readable, unreadable
from award.site.sizes import size_for, too_large
from award.site.urls import machines

log = structlog.get_logger(__name__)
POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"
ALLOWED = ("GET", "HEAD", "POST")
REFUSED = ("TRACE", "TRACK", "CONNECT")


class SizesMiddleware:
    """What is larger than its address takes is refused unread, whatever server stands before us."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = str(request.META.get("CONTENT_LENGTH") or "0")
        if not announced.isdigit() or int(announced) > size_for(request.path).most:
            plain = "text/plain; charset=utf-8"
            return HttpResponse(too_large(request.path), status=413, content_type=plain)
        return self.get_response(request)


class CharsetsMiddleware:
    """What is written in other letters than ours is refused before anybody reads a form with them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_readable(request.META.get("CONTENT_TYPE", "")):
            return self.get_response(request)
        plain = "text/plain; charset=utf-8"
        return HttpResponse(unreadable(request.path), status=400, content_type=plain)


class DeadlineMiddleware:
    """A page that asks the database again and again asks no more once its time is over.

    One statement that takes long is cut off by the database itself (`DATABASE_TIMEOUT`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.REQUEST_SECONDS:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        until = time.monotonic() + settings.REQUEST_SECONDS

        def ask(execute: Callable[..., Any], *asked: Any) -> Any:
            if time.monotonic() > until:
                raise OperationalError("the page took too long")
            return execute(*asked)

        with connection.execute_wrapper(ask):
            return self.get_response(request)


class PermissionsPolicyMiddleware:
    """No page of ours asks a device for anything."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", POLICY)
        return response


class MachinesMiddleware:
    """A machine asks for our health by whatever address it knows: 127.0.0.1, a container's name.

    Before whatever wants TLS or compares the host's name with ours: no answer of these has an
    address in it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.answers = {f"/{each.pattern}": each.callback for each in machines}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        machine = self.answers.get(request.path)
        if machine is None:
            return self.get_response(request)
        answer: HttpResponse = machine(request)
        answer.setdefault("X-Content-Type-Options", "nosniff")
        return answer


class MethodsMiddleware:
    """No TRACE, which is meant to send back what it was sent, and nothing of its kind.

    Django takes any method for a GET that a view does not know.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in REFUSED:
            return HttpResponseNotAllowed(ALLOWED)
        return self.get_response(request)


class SignedInMiddleware:
    """What somebody sees who is signed in stays in no cache; what she was refused stands in the server's log.

    A view that says itself how long its answer may be kept is believed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        person = request.session.get(SESSION_KEY) if request.session.accessed else None
        if person:
            response.setdefault("Cache-Control", "no-store")
            _note_refusal(request, response, person)
        return response


def _note_refusal(request: HttpRequest, response: HttpResponse, person: str) -> None:
    """By the name of the page: its address may hold the key of somebody else."""
    page = request.resolver_match
    if page and response.status_code in (403, 404):
        log.warning(
            "access.refused", person=person, page=page.view_name, status=response.status_code
        )


class NotFoundMiddleware:
    """In development too, an address that is not there answers with our own page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.DEBUG:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return page_not_found(request, Http404()) if response.status_code == 404 else response


class CapitalsMiddleware:
    """An address copied from a poster or begun with a capital by a telephone leads where it would without."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        small = _small_letters(request.path_info)
        if not small:
            return response
        asked = request.META.get("QUERY_STRING", "")
        address = escape_leading_slashes(request.META.get("SCRIPT_NAME", "") + iri_to_uri(small))
        return HttpResponseRedirect(f"{address}?{iri_to_uri(asked)}" if asked else address)


def _small_letters(path: str) -> str:
    """The address that it leads to in small letters; "" where there is none, or no other, and for a file."""
    small = path.lower()
    if small == path or "." in path:
        return ""
    return next((each for each in (small, f"{small}/") if is_valid_path(each)), "")
