"""When a round is sealed."""

from __future__ import annotations

from datetime import datetime

from award.programme.models import Round
from award.rules.domain.document import Rules


def seal_due_at(round: Round, rules: Rules) -> datetime:
    """Its closing and the grace that the rule book gives."""
    return round.closes_at + rules.grace(round.kind)
