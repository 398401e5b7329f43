"""Who has withdrawn from a sealed result: no row says it alone, and no single organiser."""

from __future__ import annotations

from collections.abc import Collection

from award.log.models import LogEntry
from award.people.models import Proposal
from award.programme.models import Edition
from nominations.models import Candidate

HERSELF = "candidate"
ACCEPTED, DECLINED = "candidate.accepted", "candidate.declined"
NOTED_BY_TWO = "candidate.no"


def withdrawn(edition: Edition) -> set[str]:
    """Aliases of those who have said no last, on their own page, or by an act of two people."""
    out = Candidate.objects.filter(edition=edition, declined_at__isnull=False)
    aliases = dict(out.values_list("pk", "alias"))
    agreed = _agreed(edition)
    by = _last_to_decline(edition, aliases)
    return {
        alias
        for key, alias in aliases.items()
        if by.get(key) == HERSELF or (key in by and key in agreed)
    }


def _last_to_decline(edition: Edition, keys: Collection[int]) -> dict[int, str]:
    """By candidate, who the log says gave her answer, where her last one was a no."""
    said = LogEntry.objects.filter(
        edition=edition,
        action__in=[ACCEPTED, DECLINED],
        object__in=[f"candidate:{key}" for key in keys],
    )
    last = {
        int(thing.partition(":")[2]): (action, actor)
        for thing, action, actor in said.order_by("seq").values_list("object", "action", "actor")
    }
    return {key: actor for key, (action, actor) in last.items() if action == DECLINED}


def _agreed(edition: Edition) -> set[int]:
    """Candidates whose no, told to an organiser, a second person or a witness has confirmed."""
    found = Proposal.objects.filter(
        edition=edition, kind=NOTED_BY_TWO, state=Proposal.State.APPROVED
    )
    return {payload["candidate"] for payload in found.values_list("payload", flat=True)}
