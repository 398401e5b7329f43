"""What is the same for everybody is made once a second, and shown from this process's memory meanwhile.

A page says itself that it may be shared, and for how long (`award.programme.views.sharing.share`): a second at
most, and never past the next moment of its edition's calendar, so that no page of before is shown at the
announcement. Counted is from before the page read its clock. Nobody is asked: no broker, no database.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from award.programme.views.sharing import ATTRIBUTE

LARGEST = 300_000  # bytes
MOST = 256  # pages
# The language stands in the address; of the default one, which has no prefix, Django does not see it.
VARIES = {"cookie", "accept-encoding", "accept-language"}
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Page:
    """An answer as it was given, until when (of `time.monotonic`) it may be given again."""

    content: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str
    until: float


class SharedPages:
    """The newest pages of this process; what has not been asked for longest makes room."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._makers: dict[Key, threading.Lock] = {}

    def get(self, key: Key) -> Page | None:
        """The page, if it may still be shown."""
        with self._lock:
            found = self._pages.get(key)
            if found is None or found.until <= time.monotonic():
                return None
            self._pages.move_to_end(key)
            return found

    def put(self, key: Key, page: Page) -> None:
        with self._lock:
            self._pages[key] = page
            self._pages.move_to_end(key)
            self._makers.setdefault(key, threading.Lock())
            while len(self._pages) > MOST:
                gone, _page = self._pages.popitem(last=False)
                self._makers.pop(gone, None)

    def maker(self, key: Key) -> threading.Lock:
        """Held by the one that makes the page anew; of an address that was never shared, nobody waits."""
        with self._lock:
            return self._makers.get(key) or threading.Lock()


class SharedPagesMiddleware:
    """Outermost but for machines: a page from memory has passed everything else when it was made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.SHARED_PAGE_SECONDS:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.memory = SharedPages()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not brings_nothing(request):
            return self.get_response(request)
        key = (request.scheme or "", request.META.get("HTTP_HOST", ""), request.get_full_path())
        page = self.memory.get(key)
        if page:
            return shown(request, page)
        with self.memory.maker(key):
            page = self.memory.get(key)
            return shown(request, page) if page else self._made(request, key)

    def _made(self, request: HttpRequest, key: Key) -> HttpResponse:
        before = time.monotonic()
        response = self.get_response(request)
        seconds = getattr(response, ATTRIBUTE, 0.0)
        if seconds <= 0 or request.COOKIES or not is_everybodys(response):
            return response
        page = as_page(response, until=before + seconds)
        self.memory.put(key, page)
        return shown(request, page)


def brings_nothing(request: HttpRequest) -> bool:
    """Whether nothing about whoever asks can change the page: no query, and no cookie but those that change none."""
    return (
        request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and all(map(changes_no_page, request.COOKIES))
        and "HTTP_AUTHORIZATION" not in request.META
    )


def changes_no_page(cookie: str) -> bool:
    """The one that guards forms, and those that order ballot papers, which are never shared."""
    return cookie == settings.CSRF_COOKIE_NAME or cookie.startswith(settings.ORDER_COOKIE_PREFIX)


def is_everybodys(response: HttpResponse) -> bool:
    """Whether it is a whole page with nothing in it that was made for one browser."""
    varies = {each.strip().lower() for each in response.get("Vary", "").split(",") if each.strip()}
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and varies <= VARIES
        and len(response.content) <= LARGEST
    )


def as_page(response: HttpResponse, *, until: float) -> Page:
    """Browsers ask each time whether it is still the same: `no-cache` keeps it, and shows it to nobody unasked."""
    del response.headers["Expires"]
    response.headers["Cache-Control"] = "no-cache"
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    return Page(response.content, tuple(response.headers.items()), etag, until)


def shown(request: HttpRequest, page: Page) -> HttpResponse:
    """The page, or 304 where the browser has it."""
    response = HttpResponse(page.content)
    for name, value in page.headers:
        response.headers[name] = value
    return get_conditional_response(request, etag=page.etag, response=response) or response
