"""Finding everything that is held of somebody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from award.people.domain.personal.reach import Reach
from award.people.domain.personal.sources import Holding, source_of, sources
from award.people.domain.personal.wanted import Wanted

MOST = 200  # of one source on a page: whoever finds more has typed too little


@dataclass(frozen=True)
class Found:
    """A thing that may be about whoever is looked for; `sure` where the address says so."""

    holding: Holding
    sure: bool


def find(wanted: Wanted, reach: Reach) -> list[Found]:
    """What may be about her, in the order of the sources; nothing for a search without letters."""
    found: list[Found] = []
    for source in sources():
        held = [*source.find(wanted, reach)][:MOST]
        found += [Found(each, wanted.is_certain(*each.addresses)) for each in held]
    return found


def held(references: Iterable[str], reach: Reach) -> list[Holding]:
    """The things that these references name, and all else that is held of the same person.

    What cannot be read, is gone or out of reach is left out.
    """
    known = {each.reference: each for each in filter(None, (_held(r, reach) for r in references))}
    grown = -1
    while grown != len(known):
        grown = len(known)
        for source in sources():
            for each in source.of([*known.values()], reach):
                known.setdefault(each.reference, each)
    return sorted(known.values(), key=_place)


def names_of(known: Sequence[Holding]) -> set[str]:
    return {each.name for each in known if each.name}


def addresses_of(known: Sequence[Holding]) -> set[str]:
    return {address for each in known for address in each.addresses if address}


def _held(reference: str, reach: Reach) -> Holding | None:
    slug, _, key = reference.partition(":")
    source = source_of(slug)
    return source.get(key, reach) if source else None


def _place(holding: Holding) -> tuple[int, str, str]:
    source = source_of(holding.source)
    return (source.order if source else 0, holding.source, holding.key)
