"""Keeps the pages that are served, for the time of a test."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

pages: dict[str, str] = {}


class Watch:
    """A middleware that looks over everybody's shoulder."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 302 and response["Content-Type"].startswith("text/html"):
            pages[request.path] = response.text
        return response
