"""Who is too close to a candidate to score her: the candidate herself, and whoever nominated her.

By mailbox, under any spelling, and by the same whole name: somebody nominated at home may be invited
at work. Whoever only shares a name with a candidate loses one entry by it, and the organisers see that.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from award.people.domain.addresses import addresses_by_account
from award.people.domain.canonical import one_mailbox
from award.people.models import Person
from award.programme.cleaning.ordering import in_order
from award.programme.models import Edition
from nominations.domain.self_nomination import her_address
from nominations.models import Candidate, Nomination
from voting.jury.models import Assignment

CANDIDATE, NOMINATOR = Assignment.Barred.CANDIDATE, Assignment.Barred.NOMINATOR


@dataclass(frozen=True)
class Tie:
    """What binds somebody to a nomination, or to the candidate it is about.

    `candidate` is None while nobody has accepted it. A `secret` one is told to nobody: it would say who a
    protected nominee is.
    """

    kind: Assignment.Barred
    candidate: int | None
    name: str
    secret: bool = False


@dataclass(frozen=True)
class Ties:
    """Every tie in an edition, by mailbox and by name."""

    by_mailbox: dict[str, set[Tie]]
    by_name: dict[str, set[Tie]]

    def of(self, person: Person, mailboxes: set[str]) -> set[Tie]:
        found = [self.by_mailbox.get(box, set()) for box in mailboxes]
        return self.by_name.get(_whole_name(person.name), set()).union(*found)


def ties_of(edition: Edition, people: Iterable[Person]) -> dict[int, list[Tie]]:
    """By the key of each person; her own candidacy comes before those that she nominated."""
    every, known = _ties(edition), list(people)
    boxes = addresses_by_account(person.pk for person in known)
    return {
        person.pk: sorted(
            every.of(person, boxes[person.pk]), key=lambda t: (t.kind, in_order(t.name))
        )
        for person in known
    }


def barred_pairs(edition: Edition, people: Iterable[Person]) -> dict[tuple[int, int], str]:
    """Why, by the keys of person and candidate."""
    found: dict[tuple[int, int], str] = {}
    for person, ties in ties_of(edition, people).items():
        for tie in ties:
            if tie.candidate is not None:
                found.setdefault((person, tie.candidate), tie.kind)
    return found


def _ties(edition: Edition) -> Ties:
    ties = Ties({}, {})
    candidates = Candidate.objects.filter(edition=edition, erased_at=None)
    for candidate in candidates.select_related("identity"):
        tie = Tie(CANDIDATE, candidate.pk, candidate.name, secret=candidate.is_protected)
        _note(ties, tie, address=candidate.address, name=_true_name(candidate))
    for nomination in Nomination.objects.of(edition).confirmed().exclude(decision="rejected"):
        for tie, address, name in _told_by(nomination):
            _note(ties, tie, address=address, name=name)
    return ties


def _told_by(nomination: Nomination) -> Iterator[tuple[Tie, str, str]]:
    """Of a protected nominee's nominations nothing is left that says who she is."""
    of, who = nomination.candidate_id, str(nomination.candidate or nomination.nominee_name)
    yield Tie(NOMINATOR, of, who), nomination.nominator_email, nomination.nominator_name
    if not (nomination.candidate and nomination.candidate.is_protected):
        yield Tie(CANDIDATE, of, who), her_address(nomination), nomination.nominee_name


def _note(ties: Ties, tie: Tie, *, address: str, name: str) -> None:
    if address:
        ties.by_mailbox.setdefault(one_mailbox(address), set()).add(tie)
    if whole := _whole_name(name):
        ties.by_name.setdefault(whole, set()).add(tie)


def _true_name(candidate: Candidate) -> str:
    """Of somebody protected, the one that two people know."""
    return candidate.identity.name if candidate.is_protected else candidate.name


def _whole_name(name: str) -> str:
    """First name and surname in one spelling; nothing for a single name, which many share."""
    words = unicodedata.normalize("NFKC", name).casefold().split()
    return " ".join(words) if len(words) > 1 else ""
