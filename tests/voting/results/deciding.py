"""What two people decide about a sealed result."""

from __future__ import annotations

from collections.abc import Sequence

from award.people.domain.two_persons import approve, propose
from award.people.models import Person, Proposal
from award.programme.models import Edition
from tests.factories import make_organiser
from tests.voting.results.playing import CATEGORY, alias, newest
from voting.results.domain.deciding import payload_of, subject_of
from voting.results.models import EditionResult


def two_of(edition: Edition) -> list[Person]:
    return [make_organiser(edition) for _ in range(2)]


def proposed(
    edition: Edition,
    kind: str,
    *,
    by: Person,
    slugs: Sequence[str] = (),
    reason: str = "Så blev det.",
    minutes: str = "",
    **options: object,
) -> Proposal:
    """Waiting, about the one category, with candidates by slug."""
    aliases = [alias(edition, slug) for slug in slugs]
    payload = payload_of(newest(edition), CATEGORY, aliases=aliases, minutes=minutes)
    options = {"reason": reason, "payload": payload, "subject": subject_of(CATEGORY)} | options
    return propose(kind, edition=edition, by=by, **options)


def decided(edition: Edition, kind: str, **options: object) -> EditionResult:
    """The version that comes of it."""
    one, other = two_of(edition)
    approve(proposed(edition, kind, by=one, **options), by=other)
    return newest(edition)
