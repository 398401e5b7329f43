"""What every answer carries."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import Http404, HttpRequest, HttpResponse
from django.views.defaults import page_not_found

from award.site.urls import machines

POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"


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
        answer: HttpResponse = self.answers.get(request.path, self.get_response)(request)
        return answer


class NotFoundMiddleware:
    """In development too, an address that is not there answers with our own page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.DEBUG:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return page_not_found(request, Http404()) if response.status_code == 404 else response
