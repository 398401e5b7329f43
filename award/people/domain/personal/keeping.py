"""What is kept of people, why, for how many days, and the verb that takes it away when they are over.

Every app signs its kinds up. The days of a kind are the rule book's where it says them, and otherwise the
kind's own. The clockwork asks once an hour, and what is due goes: so a day is never late by more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial

import structlog
from django.utils.functional import Promise
from django.utils.translation import ngettext

from award.log.domain.recording import record
from award.mail.domain.ticking import is_time
from award.programme.domain.clock import database_now, edition_now
from award.programme.models import Edition

EVERY = timedelta(hours=1)
Forget = Callable[[Edition, datetime], int]
ForgetEverywhere = Callable[[datetime], int]
AskRules = Callable[[Edition], "dict[str, int]"]
log = structlog.get_logger(__name__)


class Since(StrEnum):
    """From when its days are counted."""

    RESULT = "result"
    ITSELF = "itself"


@dataclass(frozen=True)
class Kind:
    """One kind of personal data.

    `days` holds where the rule book says nothing, `most` is what it may say. `forget` is given an
    edition and the moment before which everything of the kind goes (of a kind that is counted from the
    result: its own clock, when that moment has come), and returns how many went.
    """

    slug: str
    what: str | Promise
    why: str | Promise
    days: int
    most: int
    since: Since
    forget: Forget


@dataclass(frozen=True)
class Everywhere:
    """A kind that belongs to no edition, or that nobody sets days for: `kept` says how long in words."""

    slug: str
    what: str | Promise
    why: str | Promise
    kept: Callable[[], str]
    after: timedelta | None = None
    forget: ForgetEverywhere | None = None


_kinds: dict[str, Kind] = {}
_everywhere: dict[str, Everywhere] = {}
_asked: list[AskRules] = []


def keep(kind: Kind | Everywhere) -> None:
    """Sign a kind up; called by an app when it is ready."""
    if isinstance(kind, Kind):
        _kinds[kind.slug] = kind
    else:
        _everywhere[kind.slug] = kind


def kinds() -> list[Kind]:
    """Those that a rule book sets days for, by name."""
    return [_kinds[slug] for slug in sorted(_kinds)]


def kinds_everywhere() -> list[Everywhere]:
    return [_everywhere[slug] for slug in sorted(_everywhere)]


def rules_say(ask: AskRules) -> None:
    """The rule book's room signs up: days by kind, of those that an edition's book names."""
    _asked[:] = [ask]


def default_days() -> dict[str, int]:
    return {kind.slug: kind.days for kind in kinds()}


def days_of(slug: str, edition: Edition | None) -> int:
    """For how many days the edition keeps what is of the kind."""
    said = _asked[0](edition) if edition and _asked else {}
    return said.get(slug, _kinds[slug].days)


def until(slug: str, edition: Edition | None) -> str:
    """In words: "30 days after the result"."""
    return in_words(_kinds[slug], days_of(slug, edition))


def kept_everywhere(slug: str) -> str:
    """The same of a kind that belongs to no edition."""
    return _everywhere[slug].kept()


def in_words(kind: Kind, days: int) -> str:
    if kind.since == Since.RESULT:
        said = ngettext("until %d day after the result", "until %d days after the result", days)
    else:
        said = ngettext("for %d day", "for %d days", days)
    return said % days


def forget_due() -> int:
    """On the tick; once an hour everything that is due goes. Returns how many things did."""
    return forget_what_is_due() if is_time("forgetting", EVERY) else 0


def forget_what_is_due() -> int:
    """What fails is logged and holds up nothing else."""
    gone = sum(_attempt(kind.slug, partial(_everywhere_due, kind)) for kind in kinds_everywhere())
    for edition in Edition.objects.select_related("award__organisation"):
        gone += sum(_attempt(kind.slug, partial(_due, kind, edition)) for kind in kinds())
    return gone


def _everywhere_due(kind: Everywhere) -> int:
    if kind.forget is None:
        return 0
    return kind.forget(database_now() - (kind.after or timedelta(0)))


def _due(kind: Kind, edition: Edition) -> int:
    days, now = timedelta(days=days_of(kind.slug, edition)), edition_now(edition)
    if kind.since == Since.ITSELF:
        return kind.forget(edition, now - days)
    if edition.announce_at + days > now or _is_unfinished(edition):
        return 0
    gone = kind.forget(edition, now)
    if gone:
        _write_down(kind, edition, gone)
    return gone


def _write_down(kind: Kind, edition: Edition, gone: int) -> None:
    record(
        "personal.forgotten", actor="task:forget", object=edition, edition=edition,
        after={"kind": kind.slug, "number": gone},
    )  # fmt: skip


def _is_unfinished(edition: Edition) -> bool:
    """A round waits for its seal: what it came to is not known, and may be asked about."""
    return edition.rounds.filter(seal=None).exists()


def _attempt(slug: str, forget: Callable[[], int]) -> int:
    try:
        return forget()
    except Exception:
        log.exception("kept.not_forgotten", kind=slug)
        return 0
