"""Which addresses an award cannot have: those that lead elsewhere already."""

from __future__ import annotations

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation

# Addresses that begin with an award's slug, and the name of the page that each leads to; None: no page.
PAGES: dict[str, str | None] = {
    "/{slug}/": "award_page",
    "/{slug}/farger.css": "colours",
    "/{slug}/fasetter.svg": "facets",
    "/{slug}/monogram/AE-7.svg": "monogram",
    "/{slug}/alla-ar/": "years",
    "/{slug}/2026/": "edition",
    "/desk/{slug}/": None,
    "/desk/{slug}/2026/": "desk_edition",
}


def is_reserved(slug: str) -> bool:
    """Whether the platform itself needs the address: the resolver is asked, in every language."""
    return slug in _first_parts() or not all(_leads_to_award(slug, code) for code in _languages())


def _leads_to_award(slug: str, language: str) -> bool:
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    with translation.override(language):
        return all(
            _name_at(prefix + path.format(slug=slug)) == name for path, name in PAGES.items()
        )


def _name_at(path: str) -> str | None:
    try:
        return resolve(path).url_name
    except Resolver404:
        return None


def _first_parts() -> set[str]:
    """What stands first in addresses that are no page: languages, and files by their folder."""
    folders = (settings.STATIC_URL, settings.MEDIA_URL)
    return {*_languages(), *(folder.strip("/").split("/")[0] for folder in folders)}


def _languages() -> list[str]:
    return [code for code, _ in settings.LANGUAGES]
