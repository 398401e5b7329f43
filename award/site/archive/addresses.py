"""Addresses within the site, and in which file of the archive each of them lies."""

from __future__ import annotations

import hashlib
import posixpath
import re
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

from django.conf import settings

INDEX = "index.html"
LONGEST = 40  # signs of a query in a file's name


def within(link: str, page: str) -> str:
    """The address from the site's root that a link on a page leads to, with its query and without its fragment.

    "" for whatever leads out of the site, and for a place on the same page.
    """
    link = link.strip()
    if not link or link.startswith("#"):
        return ""
    try:
        site, there = urlsplit(settings.SITE_URL), urlsplit(_whole(link, page))
    except ValueError:
        return ""
    if (there.scheme, there.netloc) != (site.scheme, site.netloc):
        return ""
    path = quote(unquote(there.path or "/"))
    return f"{path}?{there.query}" if there.query else path


def fragment_of(link: str) -> str:
    """ "#place", or "" """
    fragment = urldefrag(link).fragment
    return f"#{fragment}" if fragment else ""


def file_of(address: str, *, is_page: bool) -> str:
    """Its file, from the archive's own root. A page is the index of a folder; a query is part of the name."""
    there = urlsplit(address)
    name = unquote(there.path).lstrip("/")
    if is_page and not name.endswith((".html", "/")) and name:
        name += "/"
    if not name or name.endswith("/"):
        name += INDEX
    return _with_query(name, there.query) if there.query else name


def from_to(page: str, file: str) -> str:
    """The link on a page's file to another file, that needs no server to be followed."""
    return quote(posixpath.relpath(file, posixpath.dirname(page) or "."))


def is_contained(file: str) -> bool:
    """Whether the file lies in the archive and nowhere else."""
    return (
        posixpath.normpath(file) == file and not file.startswith(("/", "../")) and "\0" not in file
    )


def _whole(link: str, page: str) -> str:
    return urljoin(settings.SITE_URL + page, link)


def _with_query(name: str, query: str) -> str:
    stem, ending = posixpath.splitext(name)
    words = re.sub(r"[^a-z0-9]+", "-", unquote(query).lower()).strip("-")[:LONGEST]
    return f"{stem}--{words}-{hashlib.sha256(query.encode()).hexdigest()[:8]}{ending}"
