"""Which field of the rule book may still change, and when: one table.

Each row names a field by its path in the document, when it may change, and the round whose state
decides: by its slug; "counts" is the first round that counts for the result (a jury's, or without one a vote),
"last" the last round of all, "jury" and "vote" among what is not a round's own the first of their kind. Whatever is
not named here does not change after the freeze.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from award.rules.domain.document import Rules, moment
from award.rules.domain.limits import LATE_TYPING
from award.rules.domain.round_rules import listed
from award.rules.domain.round_states import RoundState

Document = Mapping[str, Any]
States = Mapping[str, RoundState]
Kinds = Mapping[str, str]


class When(StrEnum):
    """When a field may change once the rules are frozen."""

    NEVER = "never"
    BEFORE_OPENING = "before_opening"
    ONLY_LATER = "only_later"
    BEFORE_CLOSING = "before_closing"
    BEFORE_SEAL = "before_seal"


@dataclass(frozen=True)
class Field:
    path: str
    when: When
    round: str = ""


# What every round has, and what those of a kind have: by their names in it.
OF_EVERY_ROUND = {
    "opens_at": When.BEFORE_OPENING,
    "closes_at": When.ONLY_LATER,
    "kind": When.NEVER,
    "name": When.BEFORE_OPENING,
    "categories": When.NEVER,
}
OF_A_KIND = {
    "nomination": ("eligibility",),
    "jury": ("criteria", "scale", "aggregate", "quorum", "finalists", "grace_hours"),
    "vote": ("method", "identity", "secrecy", "elimination", "limit"),
}
ROUND = "the first of its kind: "
OF_THE_YEAR = (
    Field("format", When.NEVER),
    Field("award", When.NEVER),
    Field("organisation", When.NEVER),
    Field("year", When.NEVER),
    Field("time_zone", When.NEVER),
    Field("lot", When.NEVER),
    Field("categories", When.NEVER),
    Field("consent.needed", When.NEVER),
    Field("consent.reason", When.NEVER),
    Field("consent.guardian_below", When.NEVER),
    Field("consent.last_day_before", When.BEFORE_CLOSING, "counts"),
    Field("publication.least_jurors", When.BEFORE_OPENING, f"{ROUND}jury"),
    Field("publication.small_panel", When.BEFORE_OPENING, f"{ROUND}jury"),
    Field("publication.least_voters", When.BEFORE_OPENING, f"{ROUND}vote"),
    Field("publication.small_electorate", When.BEFORE_OPENING, f"{ROUND}vote"),
    Field("publication.auditor", When.BEFORE_CLOSING, "counts"),
    Field("combination.rule", When.BEFORE_CLOSING, "counts"),
    Field("combination.weights", When.BEFORE_CLOSING, "counts"),
    Field("combination.put_forward", When.BEFORE_CLOSING, "counts"),
    Field("ties", When.BEFORE_CLOSING, "counts"),
    Field("too_little.no_figure", When.BEFORE_CLOSING, "counts"),
    Field("retention", When.NEVER),
    Field("winner_withdraws", When.BEFORE_CLOSING, "counts"),
    Field("announce_at", When.BEFORE_SEAL, "last"),
)
# One round of each kind, as most awards have them.
ORDINARY: Kinds = {kind: kind for kind in OF_A_KIND}


def kinds_of(rules: Rules) -> Kinds:
    """The kind of each round, by its slug, in order."""
    return {each.slug: each.kind for each in rules.rounds}


def fields_of(kinds: Kinds) -> tuple[Field, ...]:
    """The table for a rule book with these rounds."""
    of_rounds = (
        Field(f"{slug}.{name}", when, slug)
        for slug, kind in kinds.items()
        for name, when in {
            **OF_EVERY_ROUND,
            **dict.fromkeys(OF_A_KIND[kind], When.BEFORE_OPENING),
        }.items()
    )
    return (*OF_THE_YEAR, *of_rounds)


UNSEALED = frozenset({RoundState.TO_COME, RoundState.OPEN, RoundState.REOPENED, RoundState.GRACE})
_MAY = {
    When.NEVER: frozenset[RoundState](),
    When.BEFORE_OPENING: frozenset({RoundState.TO_COME}),
    When.ONLY_LATER: UNSEALED,
    When.BEFORE_CLOSING: frozenset({RoundState.TO_COME, RoundState.OPEN}),
    When.BEFORE_SEAL: UNSEALED,
}


def may_change(field: Field, states: States, kinds: Kinds = ORDINARY) -> bool:
    """Whether the field may change at all now; what is `ONLY_LATER` perhaps only by an extension."""
    state = _decides(field, states, kinds)
    return state is not None and state in _MAY[field.when]


def fixed_fields(states: States, kinds: Kinds = ORDINARY) -> dict[str, str]:
    """The fields that cannot change at all now, by path, with why."""
    return {
        field.path: _fixed(field, _decides(field, states, kinds))
        for field in fields_of(kinds)
        if not may_change(field, states, kinds)
    }


def refused_changes(old: Rules, new: Rules, *, states: States, now: datetime) -> dict[str, str]:
    """The changes that frozen rules do not allow, by path, with why in words for an organiser."""
    return dict(_refused(old, new, states, now))


def past_openings(old: Rules | None, new: Rules, *, now: datetime) -> dict[str, str]:
    """Rounds that would be moved to where they have opened already, by path."""
    before = old.windows() if old else {}
    said = _("That moment has passed. Choose a later one, or open the round now.")
    return {
        f"{slug}.opens_at": said
        for slug, window in new.windows().items()
        if window.opens_at < now - LATE_TYPING
        and (slug not in before or before[slug].opens_at != window.opens_at)
    }


def _refused(old: Rules, new: Rules, states: States, now: datetime) -> Iterator[tuple[str, str]]:
    kinds = kinds_of(old)
    gone_or_come = kinds.keys() ^ kinds_of(new).keys()
    for slug in sorted(gone_or_come):
        yield slug, _("Which rounds there are is fixed once the first one has opened.")
    if not gone_or_come and [*kinds] != [*kinds_of(new)]:
        yield "rounds", _("Which rounds there are is fixed once the first one has opened.")
    was, becomes = _by_slug(old), _by_slug(new)
    for field in fields_of(kinds):
        before, after = value_at(was, field.path), value_at(becomes, field.path)
        if before != after and field.round not in gone_or_come:
            state = _decides(field, states, kinds)
            why = _why_not(field, before, after, state, now) or _too_late(field, old, new, now)
            if why:
                yield field.path, why


def _by_slug(rules: Rules) -> Document:
    """The document with each round under its slug, as books of one shape have them."""
    rounds = {each.slug: {**listed(each), "slug": None} for each in rules.rounds}
    return {**rules.to_json(), "rounds": None, **rounds}


def _why_not(
    field: Field, before: Any, after: Any, state: RoundState | None, now: datetime
) -> str | None:
    if state is None or state not in _MAY[field.when]:
        return _fixed(field, state)
    if field.path == "announce_at" and moment(after) <= now:
        return _("The moment of the announcement has passed: choose one that is to come.")
    if field.when != When.ONLY_LATER:
        return None
    if state != RoundState.TO_COME and moment(after) < moment(before):
        return _("The round has opened: it can be made longer, not shorter.")
    if moment(after) <= now:
        return _("The round would have closed already.")
    return None


def _too_late(field: Field, old: Rules, new: Rules, now: datetime) -> str | None:
    """An announcement whose moment has passed moves with a round that is made longer, not by itself."""
    if field.path != "announce_at" or old.announce_at > now:
        return None
    if any(each.window.closes_at > now for each in new.rounds):
        return None
    return _(
        "The moment of the announcement has passed: it moves only when a round is made longer."
    )


def _fixed(field: Field, state: RoundState | None) -> str:
    if field.when == When.NEVER:
        return _("This is fixed: the first round has opened.")
    if state == RoundState.SEALED:
        return _("The round is sealed: nothing of it changes any more.")
    if state == RoundState.CLOSED:
        return _("The round has closed and is being sealed: nothing of it changes any more.")
    if field.when == When.BEFORE_CLOSING:
        return _("This is fixed: the first round that counts has closed.")
    return _("The round has opened: it can be made longer, and nothing else of it changes.")


def _decides(field: Field, states: States, kinds: Kinds) -> RoundState | None:
    """The state of the field's round; None where there is no such round, or none decides."""
    held = [slug for slug in kinds if slug in states]
    counting = [slug for slug in held if kinds[slug] != "nomination"] or held
    first = [slug for slug in held if field.round == f"{ROUND}{kinds[slug]}"]
    found = {"counts": counting, "last": held[::-1]}.get(field.round, first or [field.round])
    return states.get(next(iter(found), ""))


def value_at(document: Document, path: str) -> Any:
    """What stands there; None where the document says nothing."""
    found: Any = document
    for part in path.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found
