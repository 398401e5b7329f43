"""Before Django: a request takes one of its few threads only when all of it is there.

Somebody on a bad line, or who means harm, keeps a connection and some bytes, and nobody waits for
her. `/healthz` is answered here, however busy the threads are.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import IO, Any

Headers = list[tuple[str, str]]
LONGEST_BODY = 24 * 1024 * 1024  # bytes: a picture of 20 MB, and the form that it comes in
LONGEST_SILENCE = 20.0  # seconds between two pieces of a body
DEADLINE = 300.0  # seconds for all of it: a picture over a bad line
IN_MEMORY = 256 * 1024  # bytes; a longer body lies in a file
PLAIN: Headers = [
    ("content-type", "text/plain; charset=utf-8"),
    ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
    ("x-content-type-options", "nosniff"),
]
HEALTH = "/healthz"


class TooLong(Exception):
    """The body is longer than any that we take."""


class CutOff(Exception):
    """Whoever sent it went away in the middle: nobody is there to be answered."""


class Front:
    """An RSGI application around a WSGI one with so many threads."""

    def __init__(self, wsgi: Callable[..., Iterable[bytes]], *, threads: int) -> None:
        self._wsgi = wsgi
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="web")

    async def __rsgi__(self, scope: Any, proto: Any) -> None:
        if scope.path == HEALTH:
            proto.response_str(200, PLAIN, "ok")
            return
        try:
            body = await read_body(scope, proto)
        except CutOff:
            return
        except TooLong:
            proto.response_str(413, PLAIN, "This is larger than what we take.")
            return
        except TimeoutError:
            proto.response_str(408, PLAIN, "What you sent did not arrive in time. Send it again.")
            return
        loop = asyncio.get_running_loop()
        with body:
            await loop.run_in_executor(
                self._threads, self._answer, environ(scope, body), proto, loop
            )

    def _answer(self, env: dict[str, Any], proto: Any, loop: asyncio.AbstractEventLoop) -> None:
        """In a thread: what Django says, at once when it is whole, in pieces when it is a stream."""
        said: list[Any] = []
        pieces = self._wsgi(env, lambda status, headers, *_: said.extend((status, headers)))
        try:
            status, headers = int(said[0][:3]), said[1]
            if getattr(pieces, "streaming", True):
                _stream(pieces, proto.response_stream(status, headers), loop)
            else:
                proto.response_bytes(status, headers, b"".join(pieces))
        finally:
            if close := getattr(pieces, "close", None):
                close()


def _stream(pieces: Iterable[bytes], transport: Any, loop: asyncio.AbstractEventLoop) -> None:
    for piece in pieces:
        asyncio.run_coroutine_threadsafe(_send(transport, piece), loop).result(DEADLINE)


async def _send(transport: Any, piece: bytes) -> None:
    await transport.send_bytes(piece)


async def read_body(scope: Any, proto: Any) -> IO[bytes]:
    """All of it. Raises `TooLong`, `CutOff` and `TimeoutError`."""
    words = scope.headers.get("content-length") or ""
    announced = int(words) if words.isdigit() else 0
    if announced > LONGEST_BODY:
        raise TooLong
    body = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - whoever answers closes it
    try:
        async with asyncio.timeout(DEADLINE):
            await _collect(proto, body)
        if body.tell() < announced:
            raise CutOff
    except BaseException:
        body.close()
        raise
    body.seek(0)
    return body


async def _collect(proto: Any, body: IO[bytes]) -> None:
    pieces = aiter(proto)
    with suppress(StopAsyncIteration):
        while True:
            async with asyncio.timeout(LONGEST_SILENCE):
                body.write(await anext(pieces))
            if body.tell() > LONGEST_BODY:
                raise TooLong


def environ(scope: Any, body: IO[bytes]) -> dict[str, Any]:
    """As PEP 3333 has it."""
    host, _, port = scope.server.rpartition(":")
    length = body.seek(0, 2)
    body.seek(0)
    return {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **_headers(scope),
        "CONTENT_LENGTH": str(length) if length else "",
    }


def _headers(scope: Any) -> dict[str, str]:
    """A header that comes twice is one, with a comma; a cookie with a semicolon (RFC 9113)."""
    found: dict[str, str] = {"HTTP_HOST": scope.authority} if scope.authority else {}
    for name, value in scope.headers.items():
        key = name.upper().replace("-", "_")
        key = key if key == "CONTENT_TYPE" else f"HTTP_{key}"
        between = "; " if key == "HTTP_COOKIE" else ","
        found[key] = (
            f"{found[key]}{between}{value}" if key in found and key != "HTTP_HOST" else value
        )
    return found
