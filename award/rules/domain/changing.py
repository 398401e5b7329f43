"""Which field of the rule book may still change, and when: one table.

Each row names a field by its path in the document, when it may change, and the round whose state
decides. "counts" is the first round that counts for the result (the jury's, or without one the vote),
"last" the last round of all. Whatever is not named here does not change after the freeze.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from award.programme.models.round import KINDS
from award.rules.domain.document import Rules, moment
from award.rules.domain.limits import LATE_TYPING
from award.rules.domain.round_states import RoundState

Document = Mapping[str, Any]
States = Mapping[str, RoundState]


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


FIELDS = (
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
    Field("nomination.opens_at", When.BEFORE_OPENING, "nomination"),
    Field("nomination.closes_at", When.ONLY_LATER, "nomination"),
    Field("nomination.eligibility", When.BEFORE_OPENING, "nomination"),
    Field("jury.opens_at", When.BEFORE_OPENING, "jury"),
    Field("jury.closes_at", When.ONLY_LATER, "jury"),
    Field("jury.criteria", When.BEFORE_OPENING, "jury"),
    Field("jury.scale", When.BEFORE_OPENING, "jury"),
    Field("jury.aggregate", When.BEFORE_OPENING, "jury"),
    Field("jury.quorum", When.BEFORE_OPENING, "jury"),
    Field("jury.finalists", When.BEFORE_OPENING, "jury"),
    Field("jury.grace_hours", When.BEFORE_OPENING, "jury"),
    Field("vote.opens_at", When.BEFORE_OPENING, "vote"),
    Field("vote.closes_at", When.ONLY_LATER, "vote"),
    Field("vote.method", When.BEFORE_OPENING, "vote"),
    Field("vote.identity", When.BEFORE_OPENING, "vote"),
    Field("vote.secrecy", When.BEFORE_OPENING, "vote"),
    Field("vote.elimination", When.BEFORE_OPENING, "vote"),
    Field("publication.least_jurors", When.BEFORE_OPENING, "jury"),
    Field("publication.small_panel", When.BEFORE_OPENING, "jury"),
    Field("publication.least_voters", When.BEFORE_OPENING, "vote"),
    Field("publication.small_electorate", When.BEFORE_OPENING, "vote"),
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

UNSEALED = frozenset({RoundState.TO_COME, RoundState.OPEN, RoundState.REOPENED, RoundState.GRACE})
_MAY = {
    When.NEVER: frozenset[RoundState](),
    When.BEFORE_OPENING: frozenset({RoundState.TO_COME}),
    When.ONLY_LATER: UNSEALED,
    When.BEFORE_CLOSING: frozenset({RoundState.TO_COME, RoundState.OPEN}),
    When.BEFORE_SEAL: UNSEALED,
}


def may_change(field: Field, states: States) -> bool:
    """Whether the field may change at all now; what is `ONLY_LATER` perhaps only by an extension."""
    state = _decides(field, states)
    return state is not None and state in _MAY[field.when]


def fixed_fields(states: States) -> dict[str, str]:
    """The fields that cannot change at all now, by path, with why."""
    return {
        field.path: _fixed(field, _decides(field, states))
        for field in FIELDS
        if not may_change(field, states)
    }


def refused_changes(old: Rules, new: Rules, *, states: States, now: datetime) -> dict[str, str]:
    """The changes that frozen rules do not allow, by path, with why in words for an organiser."""
    return dict(_refused(old.to_json(), new.to_json(), states, now))


def past_openings(old: Rules | None, new: Rules, *, now: datetime) -> dict[str, str]:
    """Rounds that would be moved to where they have opened already, by path."""
    before = old.windows() if old else {}
    said = _("That moment has passed. Choose a later one, or open the round now.")
    return {
        f"{kind}.opens_at": said
        for kind, window in new.windows().items()
        if window.opens_at < now - LATE_TYPING
        and (kind not in before or before[kind].opens_at != window.opens_at)
    }


def _refused(
    old: Document, new: Document, states: States, now: datetime
) -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        if (kind in old) != (kind in new):
            yield kind, _("Which rounds there are is fixed once the first one has opened.")
    for field in FIELDS:
        before, after = value_at(old, field.path), value_at(new, field.path)
        if before != after and not _round_comes_or_goes(field, old, new):
            why = _why_not(field, before, after, states, now) or _too_late(field, old, new, now)
            if why:
                yield field.path, why


def _round_comes_or_goes(field: Field, old: Document, new: Document) -> bool:
    """Said once for the round, and not again for each of its fields."""
    part = field.path.split(".")[0]
    return part in KINDS and (part in old) != (part in new)


def _why_not(field: Field, before: Any, after: Any, states: States, now: datetime) -> str | None:
    state = _decides(field, states)
    if not may_change(field, states):
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


def _too_late(field: Field, old: Document, new: Document, now: datetime) -> str | None:
    """An announcement whose moment has passed moves with a round that is made longer, not by itself."""
    if field.path != "announce_at" or moment(old["announce_at"]) > now:
        return None
    if any(moment(new[kind]["closes_at"]) > now for kind in KINDS if kind in new):
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


def _decides(field: Field, states: States) -> RoundState | None:
    """The state of the field's round; None where there is no such round, or none decides."""
    held = [kind for kind in KINDS if kind in states]
    counting = [kind for kind in held if kind != "nomination"] or held
    found = {"counts": counting[:1], "last": held[-1:]}.get(field.round, [field.round])
    return states.get(found[0]) if found else None


def value_at(document: Document, path: str) -> Any:
    """What stands there; None where the document says nothing."""
    found: Any = document
    for part in path.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found
