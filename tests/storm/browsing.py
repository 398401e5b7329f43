"""A browser over real HTTP: cookies, redirects, and the hidden fields of forms."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode, urljoin

from tests.nominations.robot import Forms


class Page:
    """What came back: where we are, its status and text."""

    def __init__(self, answer: Any) -> None:
        self.url, self.status = answer.url, answer.status
        self.location = answer.headers.get("Location", "")
        self.text = answer.read().decode()

    def hidden(self) -> dict[str, str]:
        """The fields of the first form that posts something, as they stand."""
        reader = Forms()
        reader.feed(self.text)
        return next(f["fields"] for f in reader.forms if "csrfmiddlewaretoken" in f["fields"])


class _Stay(urllib.request.HTTPRedirectHandler):
    """Goes nowhere by itself."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


class Browser:
    """Somebody with cookies of her own; `slowest` is the longest that a page took, in seconds."""

    def __init__(self, site: str, *, follows: bool = True) -> None:
        self.site, self.slowest = site, 0.0
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self.opener = urllib.request.build_opener(jar, *([] if follows else [_Stay]))
        self.page: Page | None = None

    def get(self, path: str) -> Page:
        return self._ask(urljoin(self.site, path), None)

    def post(self, path: str = "", **fields: object) -> Page:
        """Send the form on the page that is open, with what is filled in."""
        assert self.page
        data = self.page.hidden() | {k.replace("__", "-"): v for k, v in fields.items()}
        return self._ask(urljoin(self.page.url, path), urlencode(data).encode())

    def send(self, path: str, data: dict[str, str]) -> Page:
        """Post this and nothing else."""
        return self._ask(urljoin(self.site, path), urlencode(data).encode())

    def _ask(self, url: str, data: bytes | None) -> Page:
        started = time.monotonic()
        try:
            answer = self.opener.open(url, data, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        self.slowest = max(self.slowest, time.monotonic() - started)
        self.page = Page(answer)
        return self.page
