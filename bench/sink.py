"""A mail server that takes everything and keeps nothing: `python -m bench.sink PORT SECONDS-A-MAIL`.

Writes a line for each mail to standard output: when it was taken, and its recipient.
"""

from __future__ import annotations

import asyncio
import sys
import time


class Sink(asyncio.Protocol):
    """One connection; as little of RFC 5321 as a sender needs."""

    def __init__(self, delay: float) -> None:
        self.delay, self.recipient, self.in_data, self.rest = delay, "", False, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self._say(b"220 sink")

    def data_received(self, data: bytes) -> None:
        *lines, self.rest = (self.rest + data).split(b"\r\n")
        for line in lines:
            self._hear(line)

    def _hear(self, line: bytes) -> None:
        verb = line[:4].upper()
        if self.in_data:
            if line == b".":
                self.in_data = False
                asyncio.get_running_loop().call_later(self.delay, self._take)
        elif verb == b"QUIT":
            self._say(b"221 bye")
            self.transport.close()
        elif verb == b"DATA":
            self.in_data = True
            self._say(b"354 go on")
        else:
            if verb == b"RCPT":
                self.recipient = line[9:-1].decode()
            self._say(b"250 OK")

    def _take(self) -> None:
        print(f"{time.time():.3f} {self.recipient}", flush=True)
        self._say(b"250 taken")

    def _say(self, words: bytes) -> None:
        self.transport.write(words + b"\r\n")


async def main(port: int, delay: float) -> None:
    server = await asyncio.get_running_loop().create_server(lambda: Sink(delay), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), float(sys.argv[2])))
