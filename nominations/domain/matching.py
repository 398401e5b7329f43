"""Finding the same person under different spellings, with the reason said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.people.domain.names.likeness import (
    Likeness,
    Reason,
    compare,
    same_workplace,
    share_given_names,
)
from award.people.models import Person
from award.programme.cleaning.ordering import in_order
from award.programme.models import Edition
from nominations.models import Candidate, Nomination

ENOUGH = 75
SAYS: Mapping[Reason, object] = {
    Reason.SAME: gettext_lazy("the same name"),
    Reason.WRITTEN_OTHERWISE: gettext_lazy("the same name, written otherwise"),
    Reason.SOUNDS_THE_SAME: gettext_lazy("sounds the same"),
    Reason.INITIALS: gettext_lazy("the same name with initials"),
    Reason.NICKNAME: gettext_lazy("one name is short for the other"),
    Reason.PART: gettext_lazy("one name is part of the other"),
    Reason.MISSPELT: gettext_lazy("almost the same spelling"),
    Reason.NEW_SURNAME: gettext_lazy("the same first names, perhaps a new surname"),
}


@dataclass(frozen=True)
class Suggestion:
    """A candidate who may be the same person: how alike (0 to 100), and why we think so."""

    candidate: Candidate
    likeness: int
    reason: str


@dataclass(frozen=True)
class Described:
    """What is known of somebody: enough to be recognised by."""

    name: str
    workplace: str
    email: str


def similar_candidates(nomination: Nomination) -> list[Suggestion]:
    """Candidates of the edition who may be the nominee, most alike first.

    Also those who have declined: an organiser must know that she has said no.
    """
    return suggest(_nominee(nomination), candidates_of(nomination.round.edition))


def protected_alike(nomination: Nomination) -> list[Suggestion]:
    """Those with a protected identity whom the nominee may be, by what their keepers know of them.

    For nobody's eyes but the keepers': to others it is said whom to ask.
    """
    known = candidates_of(nomination.round.edition)
    kept = [c for c in known if c.is_protected and not c.erased_at]
    found = [_suggestion(_nominee(nomination), c, _identity(c)) for c in kept]
    return [s for s in found if s.likeness >= ENOUGH]


def for_reader(nomination: Nomination, reader: object) -> tuple[list[Suggestion], list[Person]]:
    """What an organiser is shown who decides: the suggestions, and whom to ask about somebody protected."""
    shown, ask = similar_candidates(nomination), dict[Person, None]()
    for hidden in protected_alike(nomination):
        identity = hidden.candidate.identity
        if not identity.is_kept_by(reader):
            ask |= dict.fromkeys(filter(None, (identity.keeper, identity.second_keeper)))
        elif hidden.candidate not in [s.candidate for s in shown]:
            shown.append(hidden)
    return shown, list(ask)


def similar_to_candidate(candidate: Candidate) -> list[Suggestion]:
    """Other candidates of the edition who may be the same person."""
    others = [c for c in candidates_of(candidate.edition) if c.pk != candidate.pk]
    return suggest(_candidate(candidate), others)


def with_suggestions(
    nominations: Iterable[Nomination], edition: Edition
) -> list[tuple[Nomination, list[Suggestion]]]:
    """Each nomination with its suggestions, the candidates read once."""
    known = candidates_of(edition)
    return [(n, suggest(_nominee(n), known)) for n in nominations]


def candidates_of(edition: Edition) -> list[Candidate]:
    everybody = Candidate.objects.filter(edition=edition).with_nominations()
    return list(everybody.select_related("identity__keeper", "identity__second_keeper"))


def suggest(person: Described, candidates: Iterable[Candidate]) -> list[Suggestion]:
    """The candidates who may be this person, most alike first."""
    found = (_suggestion(person, c, _candidate(c)) for c in candidates)
    enough = (s for s in found if s.likeness >= ENOUGH)
    return sorted(enough, key=lambda s: (-s.likeness, in_order(s.candidate.name), s.candidate.pk))


def _suggestion(person: Described, candidate: Candidate, known: Described) -> Suggestion:
    if person.email and person.email.casefold() == known.email.casefold():
        return Suggestion(candidate, 100, _("the same e-mail address"))
    together = same_workplace(person.workplace, known.workplace)
    alike = compare(person.name, known.name)
    if alike.degree < ENOUGH and together and share_given_names(person.name, known.name):
        alike = Likeness(ENOUGH, Reason.NEW_SURNAME)
    reason = str(SAYS.get(alike.reason, ""))
    if alike.degree >= ENOUGH and together:
        return Suggestion(candidate, min(100, alike.degree + 3), _("%s, same workplace") % reason)
    return Suggestion(candidate, alike.degree, reason)


def _nominee(nomination: Nomination) -> Described:
    return Described(
        nomination.nominee_name, nomination.nominee_workplace, nomination.nominee_email
    )


def _candidate(candidate: Candidate) -> Described:
    return Described(candidate.name, candidate.workplace, candidate.email)


def _identity(candidate: Candidate) -> Described:
    known = candidate.identity
    return Described(known.name, known.workplace, known.email)
