"""What a process remembers: things that took long to make, each with the version of everything it is made of.

A thing is never out of date: whoever asks says which version she has just read, and another one is made anew and
takes its place. What nobody asks for makes room. Nothing is kept here that belongs to one visitor, or that has to go at a deadline, as a
round's pepper has.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")
MOST = 64


class Memory(Generic[T]):
    """The things of this process that were asked for last; threads share them, so nobody changes one."""

    def __init__(self, most: int = MOST) -> None:
        self._lock = threading.Lock()
        self._things: OrderedDict[Hashable, tuple[str, T]] = OrderedDict()
        self._most = most

    def get(self, key: Hashable, version: str, make: Callable[[], T]) -> T:
        """The thing of that key in that version, made now where there is none; two who come at once may both make it.

        `version` was read before `make` reads: what is made may be newer than it says, and never older.
        """
        with self._lock:
            held, thing = self._things.get(key, ("", None))
            if thing is not None and held == version:
                self._things.move_to_end(key)
                return thing
        made = make()
        with self._lock:
            self._things[key] = version, made
            while len(self._things) > self._most:
                self._things.popitem(last=False)
        return made
