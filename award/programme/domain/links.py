"""Absolute addresses for mail: always from the settings, never from the request's Host header."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def absolute(path: str) -> str:
    """The path on this installation's own address."""
    return f"{settings.SITE_URL}{path}"


def page_address(name: str, *, language: str = "sv", **kwargs: object) -> str:
    """The absolute address of the page called `name`, in the given language."""
    with translation.override(language):
        return absolute(reverse(name, kwargs=kwargs))
