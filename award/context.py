"""What every template knows."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """The site's address and whether this is a development installation."""
    return {"site_url": settings.SITE_URL, "development": settings.DEBUG}
