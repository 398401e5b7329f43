"""Pages about the platform itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def promises(request: HttpRequest) -> HttpResponse:
    """How the count works, what is promised and what is not."""
    return render(request, "site/promises.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "site/accessibility.html")
