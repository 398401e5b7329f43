"""Where personal data lies: every app signs up what it holds of people.

A source finds somebody by name or address, says what is held, why and until when, gives it out as plain
data, and erases it so that every count stays right. A test fails for a field that holds people and
belongs to no source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.functional import Promise

from award.people.domain.personal.reach import Reach
from award.people.domain.personal.wanted import Wanted
from award.people.models import Person
from award.programme.models import Edition, Organisation

Fields = Mapping[type[models.Model], Sequence[str]]


class CannotErase(Exception):
    """Nothing of it was erased; the message says why, and what to do, in words for an organiser."""


@dataclass(frozen=True)
class Holding:
    """One thing that is held of somebody, by source and key: `nominee:12`.

    `what` says it in words. Names and addresses are those it knows the person by. `born` tells it
    from another row of the same number in a database that was restored; `page` shows it on the desk.
    `logged_as` is what the log calls it, where its entries are about nobody else.
    """

    source: str
    key: str
    what: str
    name: str = ""
    addresses: tuple[str, ...] = ()
    edition: Edition | None = None
    born: datetime | None = None
    page: str = ""
    logged_as: str = ""
    thing: Any = None

    @property
    def reference(self) -> str:
        return f"{self.source}:{self.key}"


class Source:
    """One kind of thing that is held of people. `holds` are the fields in which they stand."""

    slug: str
    title: str | Promise
    why: str | Promise
    holds: Fields = {}
    order = 50  # in which pages show it
    follows = False  # whether it only goes when everything that does not follow has gone

    def find(self, wanted: Wanted, reach: Reach) -> Iterable[Holding]:
        """Those who may be meant."""
        return ()

    def get(self, key: str, reach: Reach) -> Holding | None:
        """The thing itself; None where it is gone, erased, or out of reach."""
        raise NotImplementedError

    def of(self, known: Sequence[Holding], reach: Reach) -> Iterable[Holding]:
        """What this source holds of whoever the known things are about."""
        return ()

    def until(self, holding: Holding) -> str:
        """When it goes by itself, in words."""
        raise NotImplementedError

    def contents(self, holding: Holding) -> Mapping[str, Any]:
        """What is held, as text, numbers, lists and mappings; a picture as bytes."""
        raise NotImplementedError

    def goes(self, holding: Holding) -> Sequence[str]:
        """What erasing takes away, in sentences."""
        raise NotImplementedError

    def stays(self, holding: Holding) -> Sequence[str]:
        """What it leaves, and why."""
        return ()

    def hindrance(self, holding: Holding, *, by: Person) -> str:
        """Why it cannot be erased as things stand, and what to do first; "" where it can."""
        return ""

    def erase(self, holding: Holding, *, by: Person | str, reason: str) -> bool:
        """In a transaction of its own, and once: done again, it changes nothing.

        False where it waits for a second person. Raises `CannotErase`.
        """
        raise NotImplementedError

    def after_restore(self) -> int:
        """Take away what came back by itself, such as a picture that nobody has any more."""
        return 0

    def organisation_of(self, key: str) -> Organisation | None:
        """Whose it is: asked after a restore."""
        raise NotImplementedError


_sources: dict[str, Source] = {}


def holds_people(source: Source) -> None:
    """Sign a source up; called by an app when it is ready."""
    _sources[source.slug] = source


def sources() -> list[Source]:
    return sorted(_sources.values(), key=lambda source: (source.order, source.slug))


def source_of(slug: str) -> Source | None:
    return _sources.get(slug)
