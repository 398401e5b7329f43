"""When a round is sealed."""

from __future__ import annotations

from datetime import datetime, timedelta

from award.programme.models import Round
from award.rules.domain.document import Rules


def seal_due_at(round: Round, rules: Rules) -> datetime:
    """Its closing and the grace that the rule book gives."""
    jury = rules.to_json().get("jury") or {}
    hours = jury.get("grace_hours", 0) if round.kind == Round.Kind.JURY else 0
    return round.closes_at + timedelta(hours=hours)
