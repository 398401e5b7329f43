"""What a new version of the rules changes, in the words of the rules themselves."""

from __future__ import annotations

from dataclasses import dataclass

from award.programme.models import Edition
from award.rules.domain.document import Rules
from award.rules.domain.sections import RuleSection
from award.rules.domain.words import sections_of
from award.rules.models import RuleBook


@dataclass(frozen=True)
class RuleChange:
    """Under one heading: the sentences that no longer hold, and those that hold instead."""

    heading: str
    gone: tuple[str, ...]
    come: tuple[str, ...]


def rule_changes(edition: Edition, old: RuleBook, new: RuleBook) -> list[RuleChange]:
    """What one version changes in another."""
    return changes_between(edition, Rules.from_json(old.rules), Rules.from_json(new.rules))


def changes_between(edition: Edition, old: Rules, new: Rules) -> list[RuleChange]:
    """Heading by heading, in the order of the rules; headings without a change are left out."""
    before = {s.heading: _lines(s) for s in sections_of(old, edition)}
    after = {s.heading: _lines(s) for s in sections_of(new, edition)}
    changes = [
        _between(heading, before.get(heading, ()), after.get(heading, ()))
        for heading in dict.fromkeys([*before, *after])
    ]
    return [change for change in changes if change.gone or change.come]


def _between(heading: str, before: tuple[str, ...], after: tuple[str, ...]) -> RuleChange:
    return RuleChange(
        heading,
        tuple(line for line in before if line not in after),
        tuple(line for line in after if line not in before),
    )


def _lines(section: RuleSection) -> tuple[str, ...]:
    return (*section.sentences, *(f"{name} ({value})" for name, value in section.pairs))
