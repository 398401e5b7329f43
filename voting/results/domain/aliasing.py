"""What people are called in sealed content: an alias, from which nobody finds the way back."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from award.programme.models import Edition
from nominations.models import Candidate
from nominations.models.candidate import new_alias
from voting.count.notation import write_choice, write_ranking, write_scores
from voting.count.registry import METHODS

Aliases = Mapping[str, str]


class BallotAliases(dict[str, str]):
    """The alias of everybody in the edition, by slug.

    A ballot may name somebody who has been erased since, by a slug that nobody has any more: she
    gets an alias of her own, and is among the `erased`.
    """

    def __init__(self, edition: Edition) -> None:
        super().__init__(candidate_aliases(edition))
        self.erased: list[str] = []

    def __missing__(self, slug: str) -> str:
        self[slug] = alias = new_alias()
        self.erased.append(alias)
        return alias


def candidate_aliases(edition: Edition) -> dict[str, str]:
    """The alias of everybody in the edition, by slug."""
    return dict(Candidate.objects.filter(edition=edition).values_list("slug", "alias"))


def juror_aliases(jurors: Iterable[str]) -> dict[str, str]:
    """J1, J2 … in an order that is drawn and thrown away: no seed, stored or published, repeats it."""
    drawn = sorted(set(jurors))
    secrets.SystemRandom().shuffle(drawn)
    return {juror: f"J{n}" for n, juror in enumerate(drawn, start=1)}


def rename_ballot(text: str, *, method: str, aliases: Aliases) -> str:
    """A ballot with everybody's alias, written anew so that its order tells nothing of the names.

    Raises `BallotError` for one that the method cannot read.
    """
    ballot: Any = METHODS[method].parse(text)
    if not ballot:
        return ""
    if isinstance(ballot, frozenset):
        return write_choice(frozenset(aliases[name] for name in ballot))
    if isinstance(ballot[0], frozenset):
        return write_ranking(tuple(frozenset(aliases[n] for n in tier) for tier in ballot))
    return write_scores(tuple(sorted((aliases[name], score) for name, score in ballot)))
