"""What stands before Django: what it hands over, and what it does not."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from award.site import front
from award.site.front import Front
from award.site.sizes import Size


class Headers:
    def __init__(self, *pairs: tuple[str, str]) -> None:
        self.pairs = pairs

    def items(self) -> tuple[tuple[str, str], ...]:
        return self.pairs

    def get(self, name: str) -> str | None:
        return dict(self.pairs).get(name)


def scope(path: str = "/", *headers: tuple[str, str], **fields: Any) -> SimpleNamespace:
    return SimpleNamespace(
        **{
            "path": path, "method": "POST", "query_string": "a=1", "scheme": "http",
            "http_version": "1.1", "server": "127.0.0.1:8000", "client": "10.0.0.7:555",
            "authority": None, "headers": Headers(*headers),
        } | fields
    )  # fmt: skip


class Protocol:
    """Hands over the pieces of a body, and keeps what is answered; a `None` never comes."""

    def __init__(self, *pieces: bytes | None) -> None:
        self.pieces = pieces
        self.status, self.body = 0, b""

    async def __aiter__(self):
        for piece in self.pieces:
            if piece is None:
                await asyncio.sleep(60)
            yield piece

    def response_str(self, status: int, headers: Any, words: str) -> None:
        self.response_bytes(status, headers, words.encode())

    def response_bytes(self, status: int, headers: Any, body: bytes) -> None:
        self.status, self.headers, self.body = status, dict(headers), body

    def response_stream(self, status: int, headers: Any) -> Any:
        self.status = status
        return self

    async def send_bytes(self, piece: bytes) -> None:
        self.body += piece


class Django:
    """A WSGI application that keeps what it was asked."""

    def __init__(self, response: Any = None) -> None:
        self.asked: list[tuple[dict[str, Any], bytes]] = []
        self.response = response or HttpResponse("ok")

    def __call__(self, env: dict[str, Any], start: Any) -> Any:
        self.asked.append((env, env["wsgi.input"].read()))
        start(f"{self.response.status_code} Fine", list(self.response.items()))
        return self.response


def ask(wsgi: Django, asked: SimpleNamespace, *pieces: bytes | None) -> Protocol:
    """In a thread of its own: the browser's tests leave a loop running in this one."""
    protocol = Protocol(*pieces)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(Front(wsgi, threads=1).__rsgi__(asked, protocol))).result()
    return protocol


def test_request_is_handed_over_as_pep_3333_has_it():
    wsgi = Django()

    answer = ask(wsgi, scope("/hå%41/", ("content-type", "text/plain"), ("x-a", "1")), b"he", b"j")

    ((env, body),) = wsgi.asked
    assert (answer.status, answer.body, body) == (200, b"ok", b"hej")
    assert env["PATH_INFO"].encode("latin-1").decode() == "/hå%41/", "granian has decoded it, once"
    assert (env["QUERY_STRING"], env["REMOTE_ADDR"], env["SERVER_PORT"]) == (
        "a=1",
        "10.0.0.7",
        "8000",
    )
    assert (env["CONTENT_TYPE"], env["CONTENT_LENGTH"], env["HTTP_X_A"]) == ("text/plain", "3", "1")


def test_header_that_comes_twice_is_one_and_cookies_stay_apart():
    wsgi = Django()

    ask(wsgi, scope("/", ("x-a", "1"), ("x-a", "2"), ("cookie", "a=1"), ("cookie", "b=2")))

    env = wsgi.asked[0][0]
    assert (env["HTTP_X_A"], env["HTTP_COOKIE"]) == ("1,2", "a=1; b=2")


def test_name_of_the_host_comes_from_where_http_2_has_it():
    wsgi = Django()

    ask(wsgi, scope("/", authority="pris.example.org"))

    assert wsgi.asked[0][0]["HTTP_HOST"] == "pris.example.org"


@pytest.mark.parametrize("kind", ["x/y; charset=base64", "x/y; charset*=UTF-8''%00"])
def test_what_is_not_in_our_letters_is_refused_unread(kind):
    wsgi = Django()

    answer = ask(wsgi, scope("/en/desk/", ("content-type", kind)), b"x")

    assert (answer.status, wsgi.asked) == (400, [])
    assert b"UTF-8" in answer.body


def test_health_asks_nobody():
    wsgi = Django()

    answer = ask(wsgi, scope("/healthz"))

    assert (answer.status, answer.body, wsgi.asked) == (200, b"ok", [])


@pytest.mark.parametrize(
    ("headers", "pieces"),
    [([("content-length", "999999999")], []), ([], [b"x" * 700] * 3)],
)
def test_body_that_is_too_long_reaches_nobody(monkeypatch, headers, pieces):
    monkeypatch.setattr(front, "size_for", lambda path: Size(1000, 30.0))
    wsgi = Django()

    answer = ask(wsgi, scope("/", *headers), *pieces)

    assert (answer.status, wsgi.asked) == (413, [])


@pytest.mark.parametrize(("silence", "whole"), [(0.05, 30.0), (30.0, 0.05)])
def test_body_that_does_not_come_reaches_nobody(monkeypatch, silence, whole):
    monkeypatch.setattr(front, "LONGEST_SILENCE", silence)
    monkeypatch.setattr(front, "size_for", lambda path: Size(1000, whole))
    wsgi = Django()

    answer = ask(wsgi, scope(), b"begun", None, b"never")

    assert (answer.status, wsgi.asked) == (408, [])


def test_body_that_was_cut_off_reaches_nobody():
    """Else Django would see half a form as a whole one."""
    wsgi = Django()

    answer = ask(wsgi, scope("/", ("content-length", "10")), b"half")

    assert (answer.status, wsgi.asked) == (0, [])


def test_long_body_lies_in_a_file_and_is_whole(monkeypatch):
    monkeypatch.setattr(front, "IN_MEMORY", 10)
    wsgi = Django()

    ask(wsgi, scope(), b"x" * 50, b"y" * 50)

    assert wsgi.asked[0][1] == b"x" * 50 + b"y" * 50


def test_stream_is_sent_in_its_pieces_and_closed():
    closed: list[bool] = []
    response = StreamingHttpResponse([b"a", b"b", b"c"])
    response.close = lambda: closed.append(True)

    answer = ask(Django(response), scope())

    assert (answer.status, answer.body, closed) == (200, b"abc", [True])


class Slow(Protocol):
    """Takes the first piece of an answer, and no more."""

    async def send_bytes(self, piece: bytes) -> None:
        if self.body:
            await asyncio.sleep(60)
        self.body += piece


def test_somebody_who_takes_a_large_file_slowly_holds_no_thread(monkeypatch):
    monkeypatch.setattr(front, "PIECE", 1)
    monkeypatch.setattr(front, "LONGEST_SILENCE", 0.2)
    slow, quick = Slow(), Protocol()
    file, page = Django(StreamingHttpResponse([b"ab", b"c"])), Django()
    site = Front(
        lambda env, start: (file if env["PATH_INFO"] == "/f" else page)(env, start), threads=1
    )

    async def both() -> None:
        await asyncio.gather(site.__rsgi__(scope("/f"), slow), site.__rsgi__(scope("/p"), quick))

    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(both())).result()

    assert (slow.body, quick.body) == (b"a", b"ok")


def test_where_every_thread_is_taken_for_long_the_next_is_told_to_come_back(monkeypatch):
    monkeypatch.setattr(front, "LONGEST_QUEUE", 0.05)
    wsgi, refused = Django(), Protocol()
    site = Front(wsgi, threads=1)

    async def ask_while_busy() -> None:
        async with site._free:
            await site.__rsgi__(scope(), refused)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(ask_while_busy())).result()

    assert (refused.status, refused.headers["retry-after"], wsgi.asked) == (503, "30", [])
    assert b"send it once more" in refused.body
