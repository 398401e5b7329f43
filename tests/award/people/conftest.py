"""An act for two that the tests register, and a look at what it did."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from award.people.domain import acts
from award.people.domain.two_persons import ActLapsed, ActRefused, two_person_act
from award.people.models import Proposal


class Rename:
    """What the act for tests did; `refuses` and `lapses` make it say no."""

    kind = "test.rename"

    def __init__(self) -> None:
        self.done: list[dict] = []
        self.refuses = self.lapses = ""

    def describe(self, proposal: Proposal) -> list[str]:
        return [f"Det heter {proposal.payload['name']}"]

    def carry_out(self, proposal: Proposal) -> None:
        if "breaks" in proposal.payload:
            raise ValueError("nobody foresaw it")
        self.done.append(proposal.payload)
        if self.lapses:
            raise ActLapsed(self.lapses)
        if self.refuses:
            raise ActRefused(self.refuses)


@pytest.fixture
def rename() -> Iterator[Rename]:
    """Three kinds that do the same: an ordinary one, one that always takes a witness, one for one."""
    act, before = Rename(), dict(acts._acts)
    options = {"test.rename": {}, "test.result": {"always_witness": True}}
    options["test.established"] = {"takes_one": lambda proposal: True}
    for kind, extra in options.items():
        two_person_act(kind, title="Nytt namn", describe=act.describe, **extra)(act.carry_out)
    yield act
    acts._acts.clear()
    acts._acts.update(before)
