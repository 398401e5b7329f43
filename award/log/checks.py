"""What `manage.py check --deploy --tag database --database default` asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register

from award.log.domain.parting import ONE_ROLE, roles_are_parted


@register(Tags.database, deploy=True)
def two_roles(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Warn where the role that serves could rewrite what is sealed."""
    if not databases or roles_are_parted():
        return []
    return [Warning(f"The database has one role: {ONE_ROLE}.", id="log.W001")]
