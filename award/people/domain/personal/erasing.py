"""Erasing somebody: everything that is held of her, each thing by its own source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models

from award.log.domain.recording import record
from award.people.domain.personal.erased_list import listed, note_erased
from award.people.domain.personal.reach import reach_of_program
from award.people.domain.personal.sources import CannotErase, Holding, Source, source_of, sources
from award.people.models import Person
from award.programme.models import Edition, Organisation

AGAIN = "task:erase_again"


@dataclass
class Outcome:
    """What became of each thing: erased, put before a second person, or refused with the reason why.

    `left` is what follows one of those that wait or were refused.
    """

    erased: list[Holding] = field(default_factory=list)
    waiting: list[Holding] = field(default_factory=list)
    refused: list[tuple[Holding, str]] = field(default_factory=list)
    left: list[Holding] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not (self.waiting or self.refused or self.left)


def erase(holdings: Sequence[Holding], *, by: Person | str, reason: str) -> Outcome:
    """Each in a transaction of its own, so that what fails takes nothing with it and is done again.

    `reason` is one of those of `award.log.domain.words.erasing_reasons`.
    """
    outcome = Outcome()
    for holding in sorted(holdings, key=lambda each: _source(each).follows):
        if _source(holding).follows and (outcome.waiting or outcome.refused):
            outcome.left.append(holding)
            continue
        try:
            done = _source(holding).erase(holding, by=by, reason=reason)
        except CannotErase as refusal:
            outcome.refused.append((holding, str(refusal)))
        else:
            (outcome.erased if done else outcome.waiting).append(holding)
    return outcome


def write_down(
    holding: Holding,
    *,
    by: models.Model | str,
    reason: str,
    organisation: Organisation | None = None,
    edition: Edition | None = None,
) -> None:
    """Last in the transaction that erases: the log says that it was done, and not to whom."""
    note_erased(holding.reference, born=holding.born)
    record(
        "personal.erased",
        actor=by,
        object=holding.reference,
        edition=edition or holding.edition,
        organisation=organisation,
        reason=reason,
    )


def erase_again() -> int:
    """After a restore: whatever was erased since the back-up goes again. Returns how many things did.

    A thing of the same number that was born at another moment is somebody else's, and stays.
    """
    gone = sum(_erase_again(reference, born) for reference, born in listed())
    return gone + sum(source.after_restore() for source in sources())


def _erase_again(reference: str, born: datetime | None) -> int:
    slug, _colon, key = reference.partition(":")
    source = source_of(slug)
    if source is None:
        return 0
    for organisation in _whose(source, key):
        holding = source.get(key, reach_of_program(organisation))
        if holding is not None and holding.born == born:
            return int(source.erase(holding, by=AGAIN, reason="again"))
    return 0


def _whose(source: Source, key: str) -> list[Organisation]:
    """Whose it is; of what belongs to nobody any more, such as a letter to an account that is gone, any of them."""
    found = source.organisation_of(key)
    return [found] if found else list(Organisation.objects.order_by("pk"))


def in_words(of: str, holdings: Sequence[Holding]) -> list[str]:
    """Each sentence once, of what `goes` or `stays`."""
    said: dict[Any, None] = {}
    for holding in holdings:
        said |= dict.fromkeys(getattr(_source(holding), of)(holding))
    return [str(sentence) for sentence in said]


def hindrances(holdings: Sequence[Holding], *, by: Person) -> list[tuple[Holding, str]]:
    """What would be refused as things stand, each with the reason and what to do first."""
    told = [(holding, _source(holding).hindrance(holding, by=by)) for holding in holdings]
    return [(holding, why) for holding, why in told if why]


def _source(holding: Holding) -> Source:
    source = source_of(holding.source)
    if source is None:
        raise CannotErase(holding.reference)
    return source
