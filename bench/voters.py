"""Many voters at once over HTTP, with as little work of their own as can be: they share the cores with what they ask.

First all of them choose, then the codes are looked up while no clock runs, then all of them type theirs.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|submission)" value="([^"]+)"')
Codes = Callable[[Sequence[str]], dict[str, str]]


@dataclass
class Walk:
    """What a walk took: whole votes a second, and the seconds of each answer by step."""

    rate: float = 0.0
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def slowest(self, share: float = 0.99) -> float:
        """Seconds under which so many of all requests were answered."""
        ordered = sorted(taken for each in self.times.values() for taken in each)
        return ordered[int(len(ordered) * share)]


class Voter:
    """A browser with its cookies, and a connection while she needs one."""

    def __init__(self, port: int, walk: Walk) -> None:
        self.port, self.walk, self.cookies, self.streams = port, walk, {}, None
        self.token = self.number = self.page = ""

    async def choose(self, place: str) -> None:
        hidden = dict(HIDDEN.findall((await self.ask("paper", f"{place}rosta/"))[2]))
        self.token, self.number = hidden["csrfmiddlewaretoken"], hidden["submission"]
        sent = {**hidden, "email": f"{uuid4().hex}@example.org", "kategori-1": "anna"}
        status, self.page, text = await self.ask("choice", f"{place}rosta/", sent)
        assert status == 302, (status, text[:300])

    async def confirm(self, code: str) -> None:
        await self.ask("code page", self.page)
        sent = {"csrfmiddlewaretoken": self.token, "code": code}
        status, receipt, text = await self.ask("code", self.page, sent)
        assert status == 302, (status, text[:300])
        status, _, text = await self.ask("receipt", receipt)
        assert status == 200 and "<code>" in text, (status, text[:300])

    async def ask(
        self, step: str, path: str, data: dict[str, str] | None = None
    ) -> tuple[int, str, str]:
        """Status, where it leads, and the text."""
        started = time.perf_counter()
        if self.streams is None:
            self.streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self.streams
        writer.write(self._said(path, data))
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        lines = [line.partition(": ") for line in head.split("\r\n")[1:]]
        headers = {name.lower(): value for name, _, value in lines}
        text = await reader.readexactly(int(headers.get("content-length", 0)))
        self.walk.times[step].append(time.perf_counter() - started)
        for name, _, value in lines:
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return int(head.split()[1]), headers.get("location", ""), text.decode()

    def rest(self) -> None:
        if self.streams:
            self.streams[1].close()
        self.streams = None

    def _said(self, path: str, data: dict[str, str] | None) -> bytes:
        host, body = f"127.0.0.1:{self.port}", urlencode(data or {}).encode()
        lines = [f"{'GET' if data is None else 'POST'} {path} HTTP/1.1", f"Host: {host}"]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{k}={v}" for k, v in self.cookies.items()))
        if data is not None:
            lines.append("Content-Type: application/x-www-form-urlencoded")
            lines.append(f"Content-Length: {len(body)}")
        return "\r\n".join([*lines, "", ""]).encode() + body


def walk(port: int, place: str, codes: Codes, *, votes: int, clients: int) -> Walk:
    """So many votes; `codes` gives what was mailed, by the number of the form."""
    told = Walk()
    voters = [Voter(port, told) for _ in range(votes)]
    took = asyncio.run(_all(voters, lambda each: each.choose(place), clients))
    mailed = codes([each.number for each in voters])
    took += asyncio.run(_all(voters, lambda each: each.confirm(mailed[each.number]), clients))
    told.rate = votes / took
    return told


async def _all(
    voters: Sequence[Voter], act: Callable[[Voter], Coroutine[Any, Any, None]], clients: int
) -> float:
    """Seconds until all have acted, so many at a time."""
    waiting: Iterator[Voter] = iter(voters)

    async def client() -> None:
        for voter in waiting:
            await act(voter)
            voter.rest()

    started = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    return time.perf_counter() - started
