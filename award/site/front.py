"""Before Django: a request takes one of its few threads only when all of it is there.

Somebody on a bad line, or who means harm, keeps a connection and some bytes, and nobody waits for
her: neither while she sends, nor while she is sent a large file. Each address takes so much and no more
(`award.site.sizes`). `/healthz` is answered here, however busy the threads are.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any

from award.site.charsets import is_readable, unreadable
from award.site.sizes import size_for, too_large

Headers = list[tuple[str, str]]
LONGEST_SILENCE = (
    20.0  # seconds between two pieces of a body, and for a piece of an answer to be taken
)
LONGEST_QUEUE = 20.0  # seconds until a thread is free
PIECE = 256 * 1024  # bytes of a file that are sent at a time
IN_MEMORY = 256 * 1024  # bytes; a longer body lies in a file
PLAIN: Headers = [
    ("content-type", "text/plain; charset=utf-8"),
    ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
    ("x-content-type-options", "nosniff"),
]
HEALTH = "/healthz"
BUSY = "Very many are here just now. Nothing of what you sent was used: send it once more in half a minute."


class TooLong(Exception):
    """The body is longer than any that we take."""


class CutOff(Exception):
    """Whoever sent it went away in the middle: nobody is there to be answered."""


@dataclass(frozen=True)
class Answer:
    """What Django said; a stream lies in a file."""

    status: int
    headers: Headers
    body: bytes | IO[bytes]


class Front:
    """An RSGI application around a WSGI one with so many threads."""

    def __init__(self, wsgi: Callable[..., Iterable[bytes]], *, threads: int) -> None:
        self._wsgi = wsgi
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="web")
        self._free = asyncio.Semaphore(threads)

    async def __rsgi__(self, scope: Any, proto: Any) -> None:
        if scope.path == HEALTH:
            proto.response_str(200, PLAIN, "ok")
            return
        if not is_readable(scope.headers.get("content-type") or ""):
            proto.response_str(400, PLAIN, unreadable(scope.path))
            return
        try:
            body = await read_body(scope, proto)
        except CutOff:
            return
        except TooLong:
            proto.response_str(413, PLAIN, too_large(scope.path))
            return
        except TimeoutError:
            proto.response_str(408, PLAIN, "What you sent did not arrive in time. Send it again.")
            return
        with body:
            answer = await self._in_a_thread(environ(scope, body))
        if answer is None:
            proto.response_str(503, [*PLAIN, ("retry-after", "30")], BUSY)
        elif isinstance(answer.body, bytes):
            proto.response_bytes(answer.status, answer.headers, answer.body)
        else:
            await _send(answer.body, proto.response_stream(answer.status, answer.headers))

    async def _in_a_thread(self, env: dict[str, Any]) -> Answer | None:
        """What Django says; nothing when no thread was free in time."""
        try:
            async with asyncio.timeout(LONGEST_QUEUE):
                await self._free.acquire()
        except TimeoutError:
            return None
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._threads, self._answer, env)
        finally:
            self._free.release()

    def _answer(self, env: dict[str, Any]) -> Answer:
        """In a thread, which is free again before a byte of it is sent."""
        said: list[Any] = []
        pieces = self._wsgi(env, lambda status, headers, *_: said.extend((status, headers)))
        try:
            status, headers = int(said[0][:3]), said[1]
            whole = not getattr(pieces, "streaming", True)
            return Answer(status, headers, b"".join(pieces) if whole else _laid_aside(pieces))
        finally:
            if close := getattr(pieces, "close", None):
                close()


def _laid_aside(pieces: Iterable[bytes]) -> IO[bytes]:
    """In a file, from which somebody slow may take it as slowly as she likes."""
    kept = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - whoever sends it closes it
    for piece in pieces:
        kept.write(piece)
    kept.seek(0)
    return kept


async def _send(kept: IO[bytes], transport: Any) -> None:
    with kept, suppress(TimeoutError):
        while piece := kept.read(PIECE):
            async with asyncio.timeout(LONGEST_SILENCE):
                await transport.send_bytes(piece)


async def read_body(scope: Any, proto: Any) -> IO[bytes]:
    """All of it. Raises `TooLong`, `CutOff` and `TimeoutError`."""
    size = size_for(scope.path)
    words = scope.headers.get("content-length") or ""
    announced = int(words) if words.isdigit() else 0
    if announced > size.most:
        raise TooLong
    body = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - whoever answers closes it
    try:
        async with asyncio.timeout(size.seconds):
            await _collect(proto, body, size.most)
        if body.tell() < announced:
            raise CutOff
    except BaseException:
        body.close()
        raise
    body.seek(0)
    return body


async def _collect(proto: Any, body: IO[bytes], most: int) -> None:
    pieces = aiter(proto)
    with suppress(StopAsyncIteration):
        while True:
            async with asyncio.timeout(LONGEST_SILENCE):
                body.write(await anext(pieces))
            if body.tell() > most:
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
