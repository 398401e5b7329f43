"""Asking the platform itself for an address, as somebody does who brings nothing along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import RequestFactory
from django.urls import Resolver404, resolve, reverse
from django.utils import translation

from award.site.archive.addresses import within
from award.site.urls import developers, machines

OURS = {each.name for each in (*developers, *machines)}


@dataclass(frozen=True)
class Answer:
    """What an address gave: content of a kind, another address, or nothing (`status` says why).

    `is_closed`: a way in for those who work here, which no archive has.
    """

    status: int = 200
    kind: str = ""
    content: bytes = b""
    leads_to: str = ""
    is_closed: bool = False

    @property
    def is_there(self) -> bool:
        return self.status == 200 and not self.is_closed

    @property
    def is_page(self) -> bool:
        return self.kind == "text/html"

    @property
    def is_sheet(self) -> bool:
        return self.kind == "text/css"


CLOSED = Answer(is_closed=True)


@contextmanager
def nothing_written() -> Iterator[None]:
    """The database as it is at one moment, and no way to change it."""
    outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if outermost:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SET TRANSACTION READ ONLY")
        yield


class Platform:
    """The platform in this process, under its public name."""

    def __init__(self) -> None:
        self._handler = WSGIHandler()
        self._requests = RequestFactory(SERVER_NAME="localhost")
        site = urlsplit(settings.SITE_URL)
        self._named = {"HTTP_HOST": site.netloc, "wsgi.url_scheme": site.scheme}

    def ask(self, address: str) -> Answer:
        """What the address gives to anybody."""
        path = unquote(urlsplit(address).path)
        if path.startswith(settings.STATIC_URL):
            return _file(_static, path.removeprefix(settings.STATIC_URL))
        if path.startswith(settings.MEDIA_URL):
            return _file(_media, path.removeprefix(settings.MEDIA_URL))
        return CLOSED if is_closed(path) else self._answer(address)

    def _answer(self, address: str) -> Answer:
        """The response is not closed: that would end the connection that holds the moment."""
        request = self._requests.get(address, **self._named)  # type: ignore[arg-type]
        with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
            response = self._handler.get_response(request)
            content = _content(response)
            transaction.set_rollback(True)  # also where a page had failed in the middle
        if response.status_code in (301, 302, 307, 308):
            return _elsewhere(response["Location"], address)
        kind = response.get("Content-Type", "").split(";")[0]
        return Answer(response.status_code, kind, content)


def is_closed(path: str) -> bool:
    """Whether it belongs to signing in, or to developers and machines."""
    language = translation.get_language_from_path(path) or settings.LANGUAGE_CODE
    with translation.override(language):
        if path.startswith(reverse("account")):
            return True
        try:
            return resolve(path).url_name in OURS
        except Resolver404:
            return False


def _elsewhere(location: str, address: str) -> Answer:
    there = within(location, address)
    if not there or is_closed(unquote(urlsplit(there).path)):
        return CLOSED
    return Answer(302, leads_to=there)


def _content(response: HttpResponseBase) -> bytes:
    """The body, also of an answer that is sent piece by piece."""
    parts: Iterable[bytes] = response
    return b"".join(parts)


def _file(read: Callable[[str], bytes], name: str) -> Answer:
    """A file that a server before the platform gives out."""
    try:
        content = read(name)
    except (OSError, SuspiciousOperation, ValueError):
        return Answer(404)
    return Answer(200, guess_type(name)[0] or "application/octet-stream", content)


def _static(name: str) -> bytes:
    """As it lies in the program; under the name with its sum, as it was collected."""
    found = finders.find(name)
    if isinstance(found, str):
        return Path(found).read_bytes()
    with staticfiles_storage.open(name) as file:
        return bytes(file.read())


def _media(name: str) -> bytes:
    with default_storage.open(name) as file:
        return bytes(file.read())
