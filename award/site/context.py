"""What every template knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's address and name, and whether this is a development installation."""
    return {
        "site_url": settings.SITE_URL,
        "site_name": settings.SITE_NAME,
        "development": settings.DEBUG,
    }
