"""Looking after the programme: texts, categories, partners and windows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from award.domain.recording import record
from award.domain.rulebook import propose_rules, rules_in_force
from award.domain.rules import Rules, Window
from award.models import Award, Edition, Person, RuleBook

TEXTS = (
    "name_sv",
    "name_en",
    "tagline_sv",
    "tagline_en",
    "purpose_sv",
    "purpose_en",
    "colour",
    "accent",
)


@transaction.atomic
def edit_award(award: Award, *, changes: Mapping[str, Any], by: Person) -> Award:
    """Change the award's words and colours; the log keeps what was."""
    known = {name: value for name, value in changes.items() if name in TEXTS}
    before = {name: getattr(award, name) for name in known}
    for name, value in known.items():
        setattr(award, name, value)
    award.save()
    changed = {n: v for n, v in known.items() if before[n] != v}
    if changed:
        record(
            "award.edited",
            actor=by,
            object=award,
            before={n: before[n] for n in changed},
            after=changed,
        )
    return award


def move_windows(
    edition: Edition,
    *,
    windows: Mapping[str, Window],
    announce_at: datetime,
    by: Person,
    reason: str = "",
) -> RuleBook:
    """Other times for the rounds and the announcement: a new version of the rule book.

    Raises as `award.domain.rulebook.propose_rules`.
    """
    rules: Rules = rules_in_force(edition)
    held = {kind: replace(getattr(rules, kind), window=w) for kind, w in windows.items()}
    changed = replace(rules, announce_at=announce_at, **held)
    return propose_rules(edition, changed, by=by, reason=reason)
