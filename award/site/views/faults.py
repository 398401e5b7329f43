"""What a visitor sees when the database is away: dead, or on a disk that is full.

No programme is at fault then: a developer sees our own page too, and not one of traces, which asks
the database for every value that it shows.
"""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.views import debug, defaults

AWAY = (OperationalError, InterfaceError)
SOON = 30  # seconds


def server_error(request: HttpRequest) -> HttpResponse:
    """503 when the database is away, else 500, in the same words."""
    answer = defaults.server_error(request)
    if isinstance(sys.exc_info()[1], AWAY):
        answer.status_code = 503
        answer.headers["Retry-After"] = str(SOON)
    return answer


class Reporter(debug.ExceptionReporter):
    """In development: the trace of a fault, unless the database is away."""

    def get_traceback_html(self) -> SafeString:
        if self.request and isinstance(self.exc_value, AWAY):
            return mark_safe(defaults.server_error(self.request).content.decode())  # noqa: S308 - our own
        return super().get_traceback_html()
